"""stub"""

import typer


def add_to(app: typer.Typer) -> None:
    app.command("export")(stub)


def stub() -> None: ...
