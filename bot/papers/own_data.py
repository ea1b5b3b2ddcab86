"""All that is kept of a person, as a file that people and programs can read."""

import json
from datetime import datetime
from typing import Any

from domain.privacy import OwnData


def own_data_file(data: OwnData, shop: str) -> bytes:
    """Return the data as JSON in UTF-8: sums in minor units, moments in UTC as ISO 8601."""
    about = {"shop": shop, "made_at": data.made_at, "sums": "minor units", "times": "UTC"}
    said = json.dumps(
        {"about": about, **data.records}, ensure_ascii=False, indent=2, default=_plain
    )
    return f"{said}\n".encode("utf-8", "replace")


def _plain(value: Any) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)
