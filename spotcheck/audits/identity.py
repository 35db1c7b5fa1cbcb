"""By what a finding is known: the same over runs, quarters and moves of the site.

Rests on no wording, address of evidence or verdict, and judges nothing.
"""

from __future__ import annotations

import hashlib

from spotcheck.config.models import Site
from spotcheck.crawler.urls import key

DIGITS = 12


def site_id(site: Site) -> str:
    """By what a site is known from quarter to quarter: its code, which moves with it, or its key."""
    return site.code or key(site.url)


def finding_id(site: Site, duty: str, part: str = "") -> str:
    """12 hex digits of whose duty it is, the duty (``zhejiang-2017/1.2.1``), and the part or period where only that is meant.

    At least one of them is a letter: a number would be taken for that of a telephone.
    """
    digest = hashlib.sha256("\n".join((site_id(site), duty, part)).encode()).hexdigest()
    places = (digest[start : start + DIGITS] for start in range(len(digest) - DIGITS))
    return next((found for found in places if not found.isdecimal()), digest[:DIGITS])
