"""What a child process gets to know: the settings that we hold, which may come from a command line."""

import os
from pathlib import Path

from seeds.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
PASSED_ON = ("home", "database_url", "via", "contact", "delay", "seeds", "timezone", "disk_budget")


def environment_of(settings: Settings) -> dict[str, str]:
    """Ours, with the settings we hold instead of those that the child would find: they may come from a command line."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    given = {PREFIX + key.upper(): str(value) for key in PASSED_ON if (value := getattr(settings, key)) is not None}
    fixed = {"DUIKOU_CONFIG": os.devnull, "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return kept | given | fixed | {"PYTHONPATH": path}
