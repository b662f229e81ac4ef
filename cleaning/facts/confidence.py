"""Confidence: the product of how well a figure could be read, how clear its role is, and who its parties are.

| part | values |
|---|---|
| reading | clean 1, noise removed 0.97, unit missing 0.8, digit lost or indeterminate 0.3 |
| role | 0.98 special word in the clause, 0.9 general word, 0.8 rest of the sentence, 0.7 guessed; 1 for counts |
| giver, receiver | 0.99 clause, 0.97 sentence, 0.94 paragraph, 0.9 report, 0.85 nobody |
"""

from functools import lru_cache

from cleaning.facts.amounts import Amount

READING = {"clean": 1.0, "noise_removed": 0.97, "unit_missing": 0.8, "digit_lost": 0.3, "indeterminate": 0.3}
DOUBTFUL = 0.6
LARGEST_AID = 10**12  # yuan: more than all paired assistance to Tibet, Qinghai and Xinjiang since 1994


@lru_cache(maxsize=1024)
def confidence_of(readability: str, role: float, giver: float, receiver: float) -> float:
    """0 to 1, two decimals."""
    return round(READING[readability] * role * giver * receiver, 2)


def is_doubtful(amount: Amount, role: str | None, confidence: float) -> bool:
    """A person should look: unreadable, unsure, or too large to be true."""
    if amount.readability in ("digit_lost", "indeterminate", "unit_missing"):
        return True
    largest = amount.value or amount.high or 0
    return amount.kind == "money" and (confidence < DOUBTFUL or (role == "aid_fund" and largest > LARGEST_AID))
