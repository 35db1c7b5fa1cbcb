"""The columns of each sheet of a workbook, by the names of their labels, with their widths in characters."""

from __future__ import annotations

UNKNOWN = ["serial", "site_name", "url", "number", "clause", "duty", "verdict", "reason", "situation", "todo_unknown", "unread_list"]
ALL = ["serial", "site_name", "number", "clause", "duty", "verdict", "defect", "situation", "confidence"]
EVIDENCE = ["serial", "site_name", "number", "duty", "verdict", "item_of_evidence", "evidence_url", "quote", "fetched_at", "hash", "warc"]
VISITS = ["url", "link_text", "role", "outcome", "outcome_class", "status", "fetched_at", "hash", "visit_detail"]
SCORES = [
    "site_name",
    "score_first",
    "score_indicator",
    "score_rule",
    "score_problem",
    "score_points",
    "score_cap",
    "score_charged",
    "score_open",
    "verdict",
    "score_confidence",
    "evidence_url",
]
SITES = ["serial", "site_name", "url", "body", "area", "level", "standing"]
_WIDE, _MIDDLE, _NARROW, USUAL = 46, 28, 7, 14  # column widths in characters
WIDTHS = (
    dict.fromkeys(
        ["situation", "evidence_url", "quote", "todo", "todo_unknown", "unread_list", "remark", "score_rule", "score_problem"], _WIDE
    )
    | dict.fromkeys(
        [
            "site_name",
            "url",
            "number",
            "duty",
            "hash",
            "reason",
            "run_id",
            "warc",
            "link_text",
            "outcome",
            "visit_detail",
            "body",
        ],
        _MIDDLE,
    )
    | dict.fromkeys(["serial"], _NARROW)
)
