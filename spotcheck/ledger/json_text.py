"""JSON as the ledger keeps it: one spelling for each value, so that equal values have equal text and hashes."""

from __future__ import annotations

import json


def as_json(value: object) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
