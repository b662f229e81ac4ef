"""A seed out of a preview: what was seen, and honest guesses at the rest."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from crawler.preview import Preview, PreviewError
from seeds.errors import CannotWriteError, WrongUsageError
from seeds.load import place
from seeds.source import Feed, JsonList, Listing, Sitemap, Source
from seeds.write import seed_name, seed_text

WAYS = {"listing": Listing, "feed": Feed, "sitemap": Sitemap, "json": JsonList}
BETWEEN = re.compile(r"\s*[-_|｜—–>»·]+\s*")
SITE = re.compile(r"(?:网|网站|报|报社|日报|晚报|时报|政府|委员会|局|厅|办公室|在线|新闻社|电视台|客户端)$")
LONGEST = 40  # characters of a title or a name


def source_of(seen: Preview, *, today: date) -> Source:
    """The source that a preview proposes; its title and publisher are read off the page's title.

    Raises PreviewError if no article of it could be read: such a seed would only bring failures."""
    if not any(item.title and item.text for item in seen.items):
        raise PreviewError(f"{seen.url}: no article could be read there; nothing is written")
    host = urlsplit(seen.list_url).hostname or ""
    publisher, section = names_in(seen.title)
    return Source(
        name=seed_name(seen.url),
        title=" · ".join(filter(None, [publisher or host, section])),
        publisher=publisher or host,
        kind="government" if host.endswith(".gov.cn") else "news",
        platform=seen.platform,
        note=f"added on {today} after a look; title, publisher and kind are guesses, and the site is unverified",
        **{seen.way: WAYS[seen.way](urls=(seen.list_url,), **({"url": seen.detail} if seen.detail else {}))},
    )


def names_in(title: str) -> tuple[str, str]:
    """Publisher and section in a page's title, `援藏资讯_某某网`; "" for what is not there."""
    parts = [part[:LONGEST] for part in BETWEEN.split(title) if part]
    sites = [part for part in parts if SITE.search(part)]
    publisher = sites[-1] if sites else ""
    return publisher, next((part for part in parts if part != publisher), "")


def refuse_known(url: str, folder: Path, known: tuple[Source, ...]) -> None:
    """Raises WrongUsageError for an address that is watched, or whose seed would take the place of another."""
    for each in known:
        if url in each.starts:
            raise WrongUsageError(f"{url} is watched by {each.name} already")
    path = _path(url, folder)
    if path.exists() or path.stem in {each.name for each in known}:
        raise WrongUsageError(f"{place(path)}: a source of that name is there already; move it away first")


def write_seed(source: Source, url: str, folder: Path, known: tuple[Source, ...]) -> Path:
    """Writes the seed file of the source seen at an address. Raises WrongUsageError as `refuse_known` does."""
    for each in (url, *source.starts):
        refuse_known(each, folder, known)
    path = _path(url, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(seed_text(source))
    except OSError as error:
        raise CannotWriteError(f"{place(path)}: {error.strerror}; give another folder with --into") from error
    return path


def _path(url: str, folder: Path) -> Path:
    return folder / f"{seed_name(url)}.toml"
