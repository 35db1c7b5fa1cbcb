"""How it is told: facts in, HTML, docx, xlsx, text and JSON out.

Makes and changes no verdict; templates compute nothing, and a sentence names only what its evidence shows.

The shape of the room stands at the top of ``facts``.
"""

from spotcheck.reports.cms_line import platform_line
from spotcheck.reports.elsewhere import elsewhere, told
from spotcheck.reports.facts import Seen
from spotcheck.reports.files import LETTER_FORMATS, write_json, write_letters, write_quarter_report, write_site_report
from spotcheck.reports.formats.base import FORMATS
from spotcheck.reports.letters import LetterFacts, letters, waiting_review
from spotcheck.reports.notice_facts import Signed
from spotcheck.reports.quarter_facts import SiteResult
from spotcheck.reports.recheck import Earlier
from spotcheck.reports.run_facts import look
from spotcheck.reports.score_sheet import score_lines

__all__ = [
    "FORMATS",
    "LETTER_FORMATS",
    "Earlier",
    "LetterFacts",
    "Seen",
    "Signed",
    "SiteResult",
    "elsewhere",
    "letters",
    "look",
    "platform_line",
    "score_lines",
    "told",
    "waiting_review",
    "write_json",
    "write_letters",
    "write_quarter_report",
    "write_site_report",
]
