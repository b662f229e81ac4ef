"""stub"""

import typer


def add_to(app: typer.Typer) -> None:
    app.command("digest")(stub)


def stub() -> None: ...
