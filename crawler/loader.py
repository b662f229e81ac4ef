"""Spiders out of seed files, so that `scrapy list` and `scrapy crawl tibet_cn` just work."""

from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from cleaning.address import site
from crawler.spiders.feed import FeedSpider
from crawler.spiders.jsonlist import JsonSpider
from crawler.spiders.listing import ListingSpider
from crawler.spiders.sitemap import SitemapSpider
from crawler.spiders.walk import WalkSpider
from seeds.errors import WrongUsageError
from seeds.load import source, sources
from seeds.settings import Settings
from seeds.source import Access, Feed, JsonList, Listing, Sitemap, Source

SPIDERS: dict[type[Access], type[WalkSpider]] = {
    Listing: ListingSpider,
    Feed: FeedSpider,
    Sitemap: SitemapSpider,
    JsonList: JsonSpider,
}


class SeedLoader:
    """SPIDER_LOADER_CLASS. Switched-off sources are not listed, but can be crawled by name, to try them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folders = [settings.seeds] if settings.seeds else []

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        return cls(settings["DUIKOU"])

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of a source. Raises KeyError, as Scrapy expects, if no source is called so or has a way in."""
        try:
            found = source(spider_name, *self._folders)
        except WrongUsageError as error:
            raise KeyError(str(error)) from error
        if found.access is None:
            raise KeyError(f"the source {spider_name!r} has no way in")
        return spider_of(found, self._settings)

    def find_by_request(self, request: Request) -> list[str]:
        """For `scrapy shell ADDRESS`: the sources of that site."""
        here = site(request.url)
        return [each.name for each in sources(*self._folders) if here in {site(url) for url in each.starts}]

    def list(self) -> list[str]:  # the last method: its name hides the built-in one from what follows
        return [each.name for each in sources(*self._folders) if each.enabled and each.access]


def spider_of(found: Source, settings: Settings) -> type[WalkSpider]:
    """The class of a source's spider: the way in, the seed, and the seed's delay unless ours overrides it."""
    assert found.access is not None  # sources without one are not loaded
    delay = found.delay if settings.delay is None else settings.delay
    members = {"name": found.name, "source": found, "custom_settings": {"DOWNLOAD_DELAY": delay}}
    return type(f"{found.name}_spider", (SPIDERS[type(found.access)],), members)
