"""An article on its way through the pipelines, one type a stage: what is not archived cannot be stored."""

from dataclasses import dataclass, field

from cleaning.document import Document
from store.archive import Record
from store.frontier import Address, Validators


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """All pages of one article, the first first. `missing`: a further part was announced but is not there."""

    address: Address
    documents: tuple[Document, ...] = field(repr=False)  # whole pages have no place in a log line
    statuses: tuple[int, ...]
    validators: Validators
    missing: bool = False

    @property
    def weight(self) -> int:
        """Bytes of its pages."""
        return sum(len(document.page.body) for document in self.documents)


@dataclass(frozen=True, kw_only=True)
class Archived(Fetched):
    """Its bytes are in the archive."""

    records: tuple[Record, ...]
