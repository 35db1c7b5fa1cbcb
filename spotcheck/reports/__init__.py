"""How it is told: facts in, HTML, xlsx and JSON out. The shape of the room stands at the top of ``facts``."""

from spotcheck.reports.platforms import platform_line
from spotcheck.reports.quarter_facts import SiteResult
from spotcheck.reports.scoring import score_lines
from spotcheck.reports.seen import look
from spotcheck.reports.writing import FORMATS, write_json, write_quarter_report, write_site_report

__all__ = ["FORMATS", "SiteResult", "look", "platform_line", "score_lines", "write_json", "write_quarter_report", "write_site_report"]
