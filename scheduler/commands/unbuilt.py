"""Commands of the contract that are still to come: each says so and exits with 2."""

import typer

from seeds.errors import WrongUsageError

TO_COME = {
    "worker": "Execute runs on this machine (PostgreSQL).",
    "serve": "The reading room.",
    "search": "Full text, simplified or traditional.",
    "doctor": "Will it work here.",
    "backup": "The whole state into one file.",
    "restore": "The whole state out of one file.",
}
ANYTHING = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": ["-h", "--help"]}


def add_to(app: typer.Typer) -> None:
    for name, what in TO_COME.items():
        app.command(name, help=f"{what} (Not built yet.)", context_settings=ANYTHING)(say_so)


def say_so(context: typer.Context) -> None:
    raise not_built(context.info_name or "")


def not_built(command: str) -> WrongUsageError:
    return WrongUsageError(f"`duikou {command}` is not built yet; duikou --help shows what is")
