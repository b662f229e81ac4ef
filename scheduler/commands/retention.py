"""`duikou retention`: lets go what the settings do not keep."""

from typing import Annotated

import typer

from scheduler.commands.wording import described


def add_to(app: typer.Typer) -> None:
    app.command(
        "retention",
        **described(
            "Let go what keep_archive and keep_versions do not keep; the daemon does so after each crawl.",
            "duikou retention",
            "duikou retention --json",
            more="Also says how much room everything takes, and of which disk_budget.",
        ),
    )(retention)


def retention(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False) -> None:
    from scheduler.edge import NOTHING_YET, clock, known_sources, settings_here, stored_database
    from scheduler.output import log, put, put_json

    settings = settings_here()
    names = [source.name for source in known_sources(settings)]
    with stored_database(settings) as database:
        if database is None:
            log.warning(NOTHING_YET, settings.home)
            return
        from scheduler.retention import retain
        from seeds.fields import size_text
        from store.retention import used

        for name in names:
            gone = retain(database, settings, name, now=clock())
            if as_json and (gone.files or gone.versions):
                put_json(vars(gone))
            elif gone.files or gone.versions:
                put(
                    f"{name}: let go {len(gone.files)} archive files ({gone.bytes} bytes), {gone.versions} old versions"
                )
        budget = f" of {size_text(settings.disk_budget)}" if settings.disk_budget else "; no disk_budget is set"
        log.info("%s takes %s%s", settings.home, size_text(used(settings.home)), budget)
