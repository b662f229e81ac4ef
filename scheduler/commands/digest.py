"""`duikou digest`: an issue now."""

import typer


def add_to(app: typer.Typer) -> None:
    app.command("digest")(digest)


def digest() -> None: ...
