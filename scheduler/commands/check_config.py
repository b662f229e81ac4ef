"""`duikou check-config`: is it configured right, all of it in one go."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scheduler.commands.wording import described
from seeds.errors import ConfigurationError

if TYPE_CHECKING:
    from seeds.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


def add_to(app: typer.Typer) -> None:
    app.command(
        "check-config",
        **described(
            "Is it configured right: settings, sources, database, home, mail.",
            "duikou check-config",
            "DUIKOU_CONFIG=/etc/duikou.toml duikou check-config",
            more="Shows every setting as it is understood, then all that is wrong, one line each (exit code 78), and "
            "what is worth a second look (exit code 0). Writes nothing; shows no password.",
        ),
    )(check_config)


def check_config(as_json: AsJson = False) -> None:
    import os
    from pathlib import Path

    from scheduler.output import put_json
    from scheduler.soundness import findings
    from seeds.settings import judge_settings

    settings, wrong = judge_settings(os.environ, Path.cwd())
    found = findings(settings) if settings else ()
    problems = [*wrong, *(each.line for each in found if each.wrong)]
    notices = [each.line for each in found if not each.wrong]
    values = _values(settings) if settings else {}
    if as_json:
        put_json({**values, "problems": problems, "notices": notices})
    else:
        _show(values, problems, notices)
    if problems:
        raise typer.Exit(ConfigurationError.exit_code)


def _show(values: dict[str, Any], problems: list[str], notices: list[str]) -> None:
    from scheduler.output import log, put

    for name, value in values.items():
        put(f"{name} = {value}")
    for line in notices:
        log.warning("look again: %s", line)
    for line in problems:
        log.error("duikou: %s", line)
    if not problems:
        log.info("nothing is wrong")


def _values(settings: "Settings") -> dict[str, Any]:
    from dataclasses import asdict

    values = {name: _plain(value) for name, value in asdict(settings).items()}
    return values | {name: _hidden(values[name]) for name in ("database_url", "smtp_url")}


def _hidden(url: str | None) -> str | None:
    """An address without its password, wherever it stands."""
    import re

    if url is None:
        return None
    return re.sub(r"(?<=//)([^:@/?#]*):.*@", r"\1:***@", re.sub(r"(?i)(password=)[^&]*", r"\1***", url))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
