"""`python -m tests.hostile.crawl PORT SECONDS SOURCE…`: crawls in one process of servers on loopback, with that much
patience. Prints the most memory that the process ever held, in megabytes."""

import re
import sys
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from tests.hostile.hosts import hosts
from tests.hostile.modes import HOSTILE


def main(port: str, patience: str, names: list[str]) -> int:
    settings = get_project_settings()
    changes = {"LOG_LEVEL": "WARNING", "RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": int(patience)}
    settings.update(changes | {"GUARD_ALLOWED": [f"{host}:{port}" for host in hosts(list(HOSTILE))]})
    process = AsyncCrawlerProcess(settings)
    for name in names:
        process.crawl(name)
    process.start()
    sys.stdout.write(f"{most_memory()}\n")
    return int(process.bootstrap_failed)


def most_memory() -> int:
    """Of this program alone: ru_maxrss counts what the process that started it held before, see getrusage(2)."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found, "this system does not say how much memory a process held"
    return int(found[1]) // 1024


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3], sys.argv[3:]))
