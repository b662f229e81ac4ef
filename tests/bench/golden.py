"""Pages whose truth does not come from the generator: the shipped samples, and the sites of the study material."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cleaning.clean import clean
from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read
from seeds.load import sources
from tests.bench.halves import STUDY
from tests.noise.pages import SHANGHAI, Truth

SAMPLES = Path(__file__).parents[2] / "seeds" / "samples"
NOW = datetime(2027, 1, 1, tzinfo=UTC)
# Mirrors of the study material and whose pages they copied.
MIRRORS = {
    "www.merchenaries.com": "www.qzwhcy.com",
    "mirror-a.example": "www.tibet.cn",
    "mirror-b.example": "www.tibet.cn",
}
HOSTS = {
    "www.qzwhcy.com": "qzwhcy_com", "www.tibet.cn": "tibet_cn", "www.xzsnw.com": "xzsnw_com",
    "nyncw.tjbh.gov.cn": "tjbh_gov_cn",
}  # fmt: skip


def samples() -> list[Truth]:
    """The shipped golden pages of one part, with the facts that were written down beside them."""
    rows = [
        row
        for file in sorted((SAMPLES / "expected").glob("*.json"))
        for row in json.loads(file.read_text("utf-8"))["articles"]
    ]
    return [_sample(row) for row in rows if len(row["pages"]) == 1]


def _sample(row: dict[str, Any]) -> Truth:
    return Truth(
        page=_page(SAMPLES / "sites", row["url"].partition("://")[2]),
        title=row["title"],
        body=tuple(row["body"].split("\n")),
        captions=tuple(row.get("captions", ())),
        moment=datetime.fromisoformat(row["published_at"]),
        precision=row["date_precision"],
        publisher=row["publisher"],
        layout="sample",
        noises=(),
    )


def sites() -> list[Truth]:
    """Pages of the study material. Truth: what the publisher's own page says where its seed's selectors point."""
    folder = STUDY / "sites"
    found = (file.relative_to(folder) for file in sorted(folder.rglob("*.html")))
    return list(_sites(folder, (str(path) for path in found if not path.name.startswith("index"))))


def _sites(folder: Path, addresses: Iterable[str]) -> Iterable[Truth]:
    seeds = {source.name: source for source in sources()}
    for address in addresses:
        host, _, path = address.partition("/")
        original = MIRRORS.get(host, host)
        source = seeds[HOSTS[original]]
        report = clean(read([open_document(_page(folder, f"{original}/{path}"))], source=source, now=NOW))
        yield Truth(
            page=_page(folder, address),
            title=report.title,
            body=tuple(report.body.split("\n")),
            captions=report.captions,
            moment=report.published.moment or datetime(1, 1, 1, tzinfo=SHANGHAI),
            precision=report.published.precision,
            publisher=report.publisher,
            layout="site",
            noises=(),
        )


def _page(folder: Path, address: str) -> Page:
    return Page(url=f"http://{address}", body=(folder / address).read_bytes())
