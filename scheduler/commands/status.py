"""stub"""

import typer


def add_to(app: typer.Typer) -> None:
    app.command("status")(stub)


def stub() -> None: ...
