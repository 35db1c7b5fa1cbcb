"""The hash of what a catalogue says, by which anybody knows again what was judged with. Reads no file and knows no version."""

from __future__ import annotations

import hashlib
import json

from spotcheck.config.duties import Catalogue


def content_hash(catalogue: Catalogue) -> str:
    """SHA-256 of everything that a catalogue's files say, as JSON with sorted keys; comments and the order of keys do not count.

    Only what is said: a setting that a later version of the program knows changes no hash of what was written before it.
    """
    said = catalogue.model_dump(mode="json", exclude_unset=True)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
