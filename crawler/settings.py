"""Scrapy's settings. Every one that differs from Scrapy's default says why.

The environment and `duikou.toml` are read here, once; components get them as the setting `DUIKOU`."""

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from seeds.settings import read_settings


def program() -> str:
    try:
        return f"Duikou/{version('duikou')}"
    except PackageNotFoundError:  # a checkout that was never installed
        return "Duikou"


DUIKOU = read_settings(os.environ, Path.cwd())

BOT_NAME = "Duikou"
SPIDER_LOADER_CLASS = "crawler.loader.SeedLoader"  # spiders are seed files, not modules

# --- Manners -------------------------------------------------------------------------------------------------------
# Who we are and whom to write to: an operator who is bothered must be able to tell us before he bans us.
USER_AGENT = f"{program()} (+{DUIKOU.contact})" if DUIKOU.contact else program()
ROBOTSTXT_OBEY = True  # heeded by our own middleware below, which follows RFC 9309 where Scrapy's does not
ROBOTSTXT_USER_AGENT = "Duikou"  # RFC 9309 matches the product's name, not the whole line
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # county sites run on small machines
CONCURRENT_REQUESTS = 8  # a source has few hosts; more would only wait in memory
DOWNLOAD_DELAY = 1.0  # for what has no seed (scrapy shell); a seed's own delay is in its spider's settings
DOWNLOAD_DELAY_JITTER = 0  # the delay is a promise to the site, not a disguise
AUTOTHROTTLE_ENABLED = False  # it would lower the delay to what a fast server bears
COOKIES_ENABLED = False  # nothing we read needs a session; cookies leaked across redirects before (GHSA-cjvr)
REFERER_ENABLED = False  # nobody needs to know where we came from; its policy parser was an open door (GHSA-cwxj)
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",  # Scrapy's `en` gets the English home page of some sites
}

# --- Limits --------------------------------------------------------------------------------------------------------
DOWNLOAD_MAXSIZE = 8 * 2**20  # decompressed; Scrapy's 1 GiB lets one bomb of 809 bytes eat the machine
DOWNLOAD_WARNSIZE = 0  # the maximum is warning enough
DOWNLOAD_TIMEOUT = 30  # seconds for a whole answer; Scrapy's 180 lets one silent server hold a run for an hour
DNS_TIMEOUT = 10  # Scrapy's 60 is twice our limit for the whole answer
REDIRECT_MAX_TIMES = 5  # RFC 9309 asks for five with robots.txt; an article needs fewer
METAREFRESH_ENABLED = False  # hijacked pages lead away by it, and no publisher of ours needs it
RETRY_TIMES = 3
RETRY_PAUSE = 2.0  # ours: seconds before the first retry, doubled for each further one (middlewares/patience.py)
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the run's row and the address's reason say it; that is not an error of ours
MEMUSAGE_LIMIT_MB = 700  # a clean stop before the hard limit of crawler/child.py; a crawl needs about 120
MEMUSAGE_CHECK_INTERVAL_SECONDS = 5  # Scrapy's 60 notices a leak when it is over
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("http", "https"), "crawler.handler.BoundedHandler"),  # Scrapy's takes headers without end
    **dict.fromkeys(("data", "file", "ftp", "s3")),  # a link must not read our own disk
}
DOWNLOAD_VERIFY_CERTIFICATES = True  # Scrapy's default takes any certificate, so anybody could be the publisher

# --- Whom we connect to --------------------------------------------------------------------------------------------
# No address of a private network, judged at the connection (crawler/guard.py). Scrapy heeds this setting only here,
# for the whole process: in a spider's own settings it is ignored in silence.
TWISTED_DNS_RESOLVER = "crawler.guard.GuardedResolver"
GUARD_ALLOWED: tuple[str, ...] = ()  # HOST:PORT of tests' servers on loopback; our proxy is exempt by itself
HTTPPROXY_ENABLED = False  # it would take http_proxy from the environment; DUIKOU_VIA is the one way through a proxy

# --- Doors that stay shut ------------------------------------------------------------------------------------------
TELNETCONSOLE_ENABLED = False  # runs code for whoever reaches the port
REMOTE_CONTROL_ENABLED = False  # the same over HTTP, on by default since 2.19

# --- Speed ---------------------------------------------------------------------------------------------------------
CONCURRENT_ITEMS = 1  # Scrapy starts that many tasks for every response, and a page of ours brings one item at most
# It reads and parses a callback's source for every answer, as it cannot remember bound methods: a check for a linter.
WARN_ON_GENERATOR_RETURN_VALUE = False
LOG_FORMATTER = "crawler.loglines.Failures"  # no record for each page that went well

# --- Which work in which order -------------------------------------------------------------------------------------
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the database knows what was fetched; no second memory
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # in the order of the listing, newest first; not backwards
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # page 300 of a listing is not deep: paging is no depth
    # Each of these costs every answer a task or two and does nothing for us.
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # every status is an answer to us, or a reason
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,  # nobody asks which request was among the first
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,  # a check for a linter
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # store/frontier.py says which are too long, aloud
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # a seed's pages may lie on several hosts
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # nothing we read needs a password
    "crawler.middlewares.gate.Gate": 50,
    "crawler.middlewares.absence.Absence": 60,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # reads a robots.txt of status 503 as "allow"
    "crawler.middlewares.robots.Robots": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # does not know Retry-After (scrapy#3849)
    "crawler.middlewares.patience.Patience": 550,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.middlewares.redirects.Redirects": 600,
    "crawler.middlewares.via.Via": 740,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "crawler.middlewares.tally.Tally": 850,
    "crawler.middlewares.gate.Refusals": 950,
}
EXTENSIONS = {
    "crawler.recorder.RunRecorder": 0,  # first: it opens what all others use
    "crawler.signals.OnlyHeard": 0,
    # Two tasks for every page, to count what the run's row counts; and who prints the counts once a minute.
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logstats.LogStats": None,
}
ITEM_PIPELINES = {  # each a job of its own; the order is the point: bytes safe, then read, then stored
    "crawler.pipelines.ArchivePages": 100,
    "crawler.pipelines.StoreArticle": 200,
}
LOG_LEVEL = "INFO"
