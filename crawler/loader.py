"""Spiders out of seed files, so that `scrapy list` and `scrapy crawl tibet_cn` just work."""

from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from cleaning.address import site
from crawler.spiders.listing import ListingSpider
from seeds.load import sources
from seeds.settings import Settings
from seeds.source import Source


class SeedLoader:
    """SPIDER_LOADER_CLASS. Switched-off sources are not listed, but can be crawled by name, to try them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        folders = [settings.seeds] if settings.seeds else []
        self._sources = {source.name: source for source in sources(*folders) if source.listing}

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        return cls(settings["DUIKOU"])

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of a source. Raises KeyError, as Scrapy expects, if no source is called so or has a listing."""
        if spider_name not in self._sources:
            raise KeyError(f"no source with a listing is called {spider_name!r}")
        return spider_of(self._sources[spider_name], self._settings)

    def find_by_request(self, request: Request) -> list[str]:
        """For `scrapy shell ADDRESS`: the sources of that site."""
        here = site(request.url)
        return [name for name, source in self._sources.items() if here in {site(url) for url in _starts(source)}]

    def list(self) -> list[str]:  # the last method: its name hides the built-in one from what follows
        return [name for name, source in self._sources.items() if source.enabled]


def spider_of(source: Source, settings: Settings) -> type[ListingSpider]:
    """The class of a source's spider: the way of access, the seed, and the seed's delay unless ours overrides it."""
    delay = source.delay if settings.delay is None else settings.delay
    members = {"name": source.name, "source": source, "custom_settings": {"DOWNLOAD_DELAY": delay}}
    return type(f"{source.name}_spider", (ListingSpider,), members)


def _starts(source: Source) -> tuple[str, ...]:
    return source.listing.urls if source.listing else ()
