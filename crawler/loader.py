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
from seeds.load import sources
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
        folders = [settings.seeds] if settings.seeds else []
        self._sources = {source.name: source for source in sources(*folders) if source.access}

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        return cls(settings["DUIKOU"])

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of a source. Raises KeyError, as Scrapy expects, if no source is called so or has a way in."""
        if spider_name not in self._sources:
            raise KeyError(f"no source with a way in is called {spider_name!r}")
        return spider_of(self._sources[spider_name], self._settings)

    def find_by_request(self, request: Request) -> list[str]:
        """For `scrapy shell ADDRESS`: the sources of that site."""
        here = site(request.url)
        return [name for name, source in self._sources.items() if here in {site(url) for url in source.starts}]

    def list(self) -> list[str]:  # the last method: its name hides the built-in one from what follows
        return [name for name, source in self._sources.items() if source.enabled]


def spider_of(source: Source, settings: Settings) -> type[WalkSpider]:
    """The class of a source's spider: the way in, the seed, and the seed's delay unless ours overrides it."""
    assert source.access is not None  # sources without one are not loaded
    delay = source.delay if settings.delay is None else settings.delay
    members = {"name": source.name, "source": source, "custom_settings": {"DOWNLOAD_DELAY": delay}}
    return type(f"{source.name}_spider", (SPIDERS[type(source.access)],), members)
