"""stub"""

import typer


def add_to(app: typer.Typer) -> None:
    app.command("run")(stub)


def stub() -> None: ...
