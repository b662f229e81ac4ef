"""What aid is for: sectors with keywords, OECD purpose codes and the official fields of the plans (sectors.csv)."""

from dataclasses import dataclass
from functools import cache

from seeds.register.table import listed, rows


@dataclass(frozen=True, kw_only=True)
class Sector:
    """`crs_category`, `crs_purpose`: codes of the OECD list of 2021-01, likeliest first, like `official_fields`."""

    id: str
    name: str
    name_en: str
    keywords: tuple[str, ...]
    crs_category: tuple[str, ...]
    crs_purpose: tuple[str, ...]
    official_fields: tuple[str, ...]


@cache
def sector_list() -> dict[str, Sector]:
    """By id, in the order of the table."""
    return {
        row["sector"]: Sector(
            id=row["sector"],
            name=row["name"],
            name_en=row["name_en"],
            keywords=listed(row["keywords"]),
            crs_category=listed(row["crs_category"]),
            crs_purpose=listed(row["crs_purpose"]),
            official_fields=listed(row["official_fields"]),
        )
        for row in rows("sectors")
    }
