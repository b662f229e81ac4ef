"""`python -m tests.hostile.crawl PORT SOURCE…`: crawls in one process of servers on loopback, with less patience than
in earnest. Prints the most memory that the process ever held, in megabytes."""

import resource
import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from tests.hostile.hosts import hosts
from tests.hostile.modes import HOSTILE


def main(port: str, names: list[str]) -> int:
    settings = get_project_settings()
    changes = {"LOG_LEVEL": "WARNING", "RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": 12}
    settings.update(changes | {"GUARD_ALLOWED": [f"{host}:{port}" for host in hosts(list(HOSTILE))]})
    process = AsyncCrawlerProcess(settings)
    for name in names:
        process.crawl(name)
    process.start()
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}\n")
    return int(process.bootstrap_failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
