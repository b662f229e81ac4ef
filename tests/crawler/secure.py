"""`python -m tests.crawler.secure PORT SOURCE…`: crawls in one process, of names that all lead to loopback.

Prints for each connection that was prepared the name it was to lead to."""

import socket
import sys
from typing import Any

from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory as Prepared
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings


def main(port: str, names: list[str]) -> int:
    socket.gethostbyname = lambda _: "127.0.0.1"  # what the resolver asks
    prepare = Prepared.creatorForNetloc

    def prepare_aloud(policy: Prepared, hostname: bytes, port: int) -> Any:
        print(hostname.decode())
        return prepare(policy, hostname, port)

    Prepared.creatorForNetloc = prepare_aloud  # type: ignore[method-assign,assignment]
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
