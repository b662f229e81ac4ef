"""Article to Report: the one place that shows the order of cleaning."""

from cleaning.article import Article
from cleaning.report import Damage, Report
from cleaning.script import script_of, simplify


def clean(article: Article) -> Report:
    """The report that an article becomes: simplified, undamaged, its damage counted. Never raises."""
    published = "\n".join((article.title, *article.paragraphs))
    return Report(
        url=article.url,
        source=article.source,
        site=article.site,
        title=tidy(article.title),
        body="\n".join(filter(None, map(tidy, article.paragraphs))),
        captions=tuple(filter(None, map(tidy, article.captions))),
        published=article.published,
        publisher=tidy(article.publisher),
        authors=tuple(map(tidy, article.authors)),
        editors=tuple(map(tidy, article.editors)),
        script=script_of(published),
        damage=tuple(Damage(kind=kind, count=count, repaired=0) for kind, count in article.noticed.items()),  # type: ignore[arg-type]
        quarantine=article.quarantine,  # type: ignore[arg-type]
    )


def tidy(text: str) -> str:
    return " ".join(simplify(text).split())
