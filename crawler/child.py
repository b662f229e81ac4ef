"""One crawl in a process of its own: a crash, a leak or a hang in it costs one run.

What became of it stands in the run's row; the exit code and the one line that it says only tell why there is no row.
Nothing here may touch the environment, a thread or the reactor at import: the module is loaded before the fork."""

import logging
import resource
from collections.abc import Callable
from datetime import datetime

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.recorder import RunRecorder
from seeds.errors import DuikouError
from seeds.load import source

log = logging.getLogger(__name__)

# Bytes of data of the process. The clean stop of MEMUSAGE_LIMIT_MB comes before it; this is for what grows at once,
# inside one page. Data and not address space: threads reserve far more of that than they ever use.
MEMORY = 1536 * 2**20


def main(source: str, *, due: datetime | None, say: Callable[[str], None]) -> int:
    """Crawls to the end; the exit code. `say` gets why the crawl could not begin."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    try:
        crawl(source, due=due)
    except DuikouError as error:
        say(str(error))
        return error.exit_code
    except Exception as error:  # the parent wants one line, the log gets the rest
        log.exception("the crawl could not begin")
        say(f"{type(error).__name__}: {error}")
        return DuikouError.exit_code
    return 0


def crawl(name: str, *, due: datetime | None) -> None:
    """Crawls to the end. Raises what kept the crawl from beginning, or what no crawl can go on with."""
    settings = get_project_settings()
    settings.set("LOG_LEVEL", "WARNING", priority="cmdline")  # a reader of `duikou crawl` wants what went wrong
    settings.set("RUN_DUE", due, priority="cmdline")
    duikou = settings["DUIKOU"]
    source(name, *([duikou.seeds] if duikou.seeds else []))  # an unknown name is said with the near ones
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(name)
    task = process.crawl(crawler)
    process.start()
    if process.bootstrap_failed:  # Scrapy itself would end with 0
        task.result()
    recorder = crawler.get_extension(RunRecorder)
    if recorder and recorder.fatal:
        raise recorder.fatal
