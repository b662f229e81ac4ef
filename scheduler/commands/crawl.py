"""stub"""

import typer


def add_to(app: typer.Typer) -> None:
    app.command("crawl")(stub)


def stub() -> None: ...
