"""Words that look like places and are none, and places whose short names are everyday words (words.csv)."""

from functools import cache
from typing import Literal

from seeds.register.table import rows

# trap: longer than the place in it, so that the longest match takes it instead (长治久安, 合作社).
# everyday: the bare name of a prefecture or county that is a common word too (日照, 平安).
# noun: a division's full name that is a common noun (城区, 新市区).
Kind = Literal["trap", "everyday", "noun"]


@cache
def words(kind: Kind) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("words") if row["kind"] == kind)
