"""What was found damaged, and how much of it was undone."""

from collections import defaultdict
from collections.abc import Mapping

from cleaning.report import Damage, DamageKind

# Stand for a lost digit, other lost characters and a lost name while a text is being repaired. Unicode keeps these code
# points free for such inner use, so that no page can hold them by right; readers get □.
LOST_DIGIT, LOST_TEXT, LOST_NAME = "\ufdd0", "\ufdd1", "\ufdd2"
LOST = {LOST_DIGIT: "lost_digit", LOST_TEXT: "byte_slip", LOST_NAME: "brand_swap"}


class Tally:
    """Counts by kind over all texts of one article."""

    def __init__(self, noticed: Mapping[str, int], repaired: Mapping[str, int]) -> None:
        self.found = defaultdict[str, int](int, noticed)
        self.repaired = defaultdict[str, int](int, repaired)

    def add(self, kind: DamageKind, count: int, *, repaired: bool = True) -> None:
        if count:
            self.found[kind] += count
            self.repaired[kind] += count * repaired

    def damage(self) -> tuple[Damage, ...]:
        """In the order of first sight."""
        return tuple(
            Damage(kind=kind, count=count, repaired=min(self.repaired[kind], count))  # type: ignore[arg-type]
            for kind, count in self.found.items()
            if count
        )
