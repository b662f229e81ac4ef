"""JSON lists: what a page's script asks for, asked for without the script."""

from cleaning.lists import read_json
from cleaning.page import ListPage, Page
from crawler.spiders.walk import WalkSpider


class JsonSpider(WalkSpider):
    """A source whose articles an API names."""

    def read(self, page: Page, *, start: str) -> ListPage:
        return read_json(page, self.source, start=start)
