"""`python -m tests.crawler.secure PORT SOURCE…`: crawls in one process, of names that all lead to loopback."""

import socket
import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings


def main(port: str, names: list[str]) -> int:
    socket.gethostbyname = lambda _: "127.0.0.1"  # type: ignore[assignment]  # what the resolver asks
    settings = get_project_settings()
    allowed = [f"{name}.test:{port}" for name in names]
    settings.update({"LOG_LEVEL": "WARNING", "RETRY_PAUSE": 0, "DOWNLOAD_TIMEOUT": 120, "GUARD_ALLOWED": allowed})
    process = AsyncCrawlerProcess(settings)
    for name in names:
        process.crawl(name)
    process.start()
    return int(process.bootstrap_failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
