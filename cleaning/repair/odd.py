"""One look at a text on behalf of all repairs of characters: most texts hold none that any of these would touch."""

import functools
import re
import unicodedata

from cleaning.language import lines_of_table
from cleaning.repair.control import ALIKE, HIDDEN, OWN
from cleaning.repair.marks import NARROW
from cleaning.repair.spaces import BLANKS
from cleaning.repair.variants import VARIANTS
from cleaning.script import is_phrased


def is_odd(text: str) -> bool:
    """Whether a character is unseen or private, of another width, form or script, or beyond the first plane."""
    return _odd().search(text) is not None or is_phrased(text) or not unicodedata.is_normalized("NFC", text)


@functools.cache
def _odd() -> re.Pattern[str]:
    changed = "".join(map(chr, (*NARROW, *VARIANTS)))
    traditional = lines_of_table("traditional.txt")[0]
    return re.compile(f"[{HIDDEN}{OWN}{ALIKE}{BLANKS}{changed}硪{traditional}\U00010000-\U0010ffff]")
