"""Any portal whose platform is not recognised. Refuses nothing: it is what every other dialect falls back to."""

from __future__ import annotations

from spotcheck.crawler.dialects.base import Dialect

DIALECT = Dialect()
