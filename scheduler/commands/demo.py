"""stub"""

import typer


def add_to(app: typer.Typer) -> None:
    app.command("demo")(stub)


def stub() -> None: ...
