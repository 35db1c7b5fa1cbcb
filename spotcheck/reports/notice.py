"""The text of a notice as an office signs it: chapters in order, each number from facts that were counted and checked.

Judges and counts nothing of its own; the form follows the time (普查 of 2015, 抽查 until the indicators of 2019, 检查 since).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spotcheck.audits.standing import confirmed
from spotcheck.audits.verdicts import Verdict
from spotcheck.config.duties import Catalogue
from spotcheck.config.language import join, say
from spotcheck.reports.facts import Banner, SiteFacts, Tally
from spotcheck.reports.formatting import china_time, chinese_number, clean, period_name
from spotcheck.reports.notice_brief import brief
from spotcheck.reports.notice_facts import Chapter, NoticeFacts, Reviewed, Said, Signed, reviewed_counts
from spotcheck.reports.notice_problems import fault_rows, faults_of, problem_paragraphs
from spotcheck.reports.notice_words import words
from spotcheck.reports.outcome import Outcomes, outcomes, site_outcome
from spotcheck.reports.quarter_facts import SiteResult
from spotcheck.reports.rates import Rate
from spotcheck.reports.recheck import Earlier, Recheck, recheck

_NAMED = 5  # faults that are still there, by name
_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a notice is made of. ``results``: how the sites came out; ``reports`` and ``hrefs`` by the address of the site."""

    quarter: str
    sites: Sequence[SiteResult]
    catalogues: Sequence[Catalogue]
    as_of: date
    registered: int
    excluded: int
    share: Rate
    method: str
    seed: str
    results: Outcomes
    reports: Mapping[str, SiteFacts]
    hrefs: Mapping[str, str]
    banners: Sequence[Banner]
    reasons: Sequence[Tally]
    earlier: Earlier | None = None


def notice(view: View, signed: Signed) -> NoticeFacts:
    """The text of the notice of a quarter."""
    findings = [finding for result in view.sites for finding in result.findings]
    counts = reviewed_counts(findings)
    faults = faults_of(view.sites, view.reports, view.hrefs)
    again = recheck(view.earlier, view.sites) if view.earlier else None
    bodies = {
        "overall": _overall(view, counts),
        "problems": problem_paragraphs(faults, public=signed.public),
        "again": _again(view, again) if again else [],
        "undecided": _undecided(view, counts),
        "demands": _demands(signed),
    }
    told = [(name, paragraphs) for name, paragraphs in bodies.items() if paragraphs]
    title = notice_title(view.quarter, signed)
    faults_title = words("faults_public" if signed.public else "faults_internal")
    annexes = (words("annex_sites"), words("annex_faults", title=faults_title), words("annex_areas"), words("annex_draw"))
    return NoticeFacts(
        office=clean(signed.office),
        number=clean(signed.number),
        title=title,
        recipients=clean(signed.recipients).rstrip("：:") or words("recipients"),
        opening=_opening(view, signed),
        chapters=tuple(
            Chapter(
                anchor=name,
                heading=words("chapter", number=say(chinese_number(number), str(number)), name=words(name)),
                paragraphs=tuple(paragraphs),
            )
            for number, (name, paragraphs) in enumerate(told, 1)
        ),
        annexes=annexes,
        signed=clean(signed.office),
        dated=day_words(signed.dated) if signed.dated else "",
        remark=words("remark_public" if signed.public else "remark_internal"),
        faults_title=faults_title,
        faults=fault_rows(faults, public=signed.public),
        brief=brief(title, view.results, counts, faults, again, deadline(signed)),
    )


def era(quarter: str) -> str:
    """What a check of that time was called."""
    return words("census" if quarter < "2016" else "spot" if quarter < "2019Q2" else "check")


def notice_title(quarter: str, signed: Signed) -> str:
    """The title of a notice."""
    if signed.office:
        return words("title_office", office=clean(signed.office), period=period_name(quarter), word=era(quarter))
    place = words("place_en", place=clean(signed.place)) if signed.place else ""
    return words("title", place=place, period=period_name(quarter), word=era(quarter))


def day_words(day: date) -> str:
    """A day as notices write it."""
    return say(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def deadline(signed: Signed) -> str:
    """Until when, and to whom bodies answer; "" where the office has not said."""
    to = clean(signed.reply_to) or words("to")
    if signed.reply_by and signed.within:
        return words("mend_by", date=day_words(signed.reply_by), within=signed.within, to=to)
    if signed.reply_by:
        return words("mend_date", date=day_words(signed.reply_by), to=to)
    return words("mend_within", within=signed.within, to=to) if signed.within else ""


def titles_of(catalogues: Sequence[Catalogue]) -> str:
    """The catalogues by their titles."""
    return join(say(f"《{catalogue.title}》", catalogue.title) for catalogue in catalogues)


def _opening(view: View, signed: Signed) -> str:
    seen = [result.seen for result in view.sites if result.seen]
    started = [china_time(each.first_capture or each.started)[:10] for each in seen]
    ended = [china_time(each.last_capture or each.finished)[:10] for each in seen]
    days = sorted({result.as_of or view.as_of for result in view.sites if result.seen} or {view.as_of})
    return words(
        "opening",
        catalogues=titles_of(view.catalogues),
        who=clean(signed.office) or words("who"),
        period=period_name(view.quarter),
        word=era(view.quarter),
        window=_window(min(filter(None, started), default=""), max(filter(None, ended), default="")),
        as_of=join(map(day_words, days)),
    )


def _window(first: str, last: str) -> str:
    """The days of reading, one where there is but one."""
    days = list(dict.fromkeys(day_words(date.fromisoformat(day)) for day in (first, last) if day))
    return words("window", first=days[0], last=days[-1]) if len(days) > 1 else "".join(days) or "—"


def _overall(view: View, counts: Reviewed) -> list[Said]:
    results = view.results
    told = [
        words("trial", title=banner.title, lines=say("", " ").join(banner.lines)) for banner in view.banners if banner.tone != "internal"
    ]
    told.append(
        words(
            "sample",
            registered=view.registered,
            excluded=words("excluded", count=view.excluded) if view.excluded else "",
            drawn=results.drawn,
            share=view.share.words,
            method=view.method,
            seed=clean(view.seed),
        )
    )
    told.append(say("", " ").join(_results(results)))
    told.append(words("reviewed", **{name: getattr(counts, name) for name in Reviewed.__slots__}))
    told.append(_change(view, counts))
    return [Said(text=text) for text in told]


def _results(results: Outcomes) -> list[str]:
    if not results.ruled:
        names = ("drawn", "qualified", "faulty", "undecided")
        told = [words("unruled", **{name: getattr(results, name) for name in names})]
    elif results.rate:
        rated, judged = results.rate, results.rate.whole
        told = [words("rated", judged=judged, qualified=results.qualified, faulty=results.faulty, rate=rated.words)]
    else:
        told = [words("unrated")]
    if results.waiting:
        told.append(words("pending", pending=results.waiting))
    if results.bounds:
        low, high = results.bounds
        told.append(words("bounds", undecided=results.undecided, low=low.words, high=high.words))
    return told


def _change(view: View, counts: Reviewed) -> str:
    """What changed since the quarter before: the pass rate where both have one, else the counts."""
    earlier = view.earlier
    if earlier is None:
        return words("no_earlier")
    before = outcomes([site_outcome(result, earlier.catalogues) for result in earlier.sites], earlier.catalogues)
    name = period_name(earlier.quarter)
    if before.rate is None or view.results.rate is None:
        return words(
            "change_counts",
            quarter=name,
            drawn=before.drawn,
            faulty=before.faulty,
            faults=sum(confirmed(finding) for result in earlier.sites for finding in result.findings),
            now_drawn=view.results.drawn,
            now_faulty=view.results.faulty,
            now_faults=counts.faults,
        )
    then, now = before.rate, view.results.rate
    points = _number(now) - _number(then)
    key = "change_none" if not points else "change_up" if points > 0 else "change_down"
    return words(key, quarter=name, before=then.words, part=then.part, whole=then.whole, rate=now.words, points=abs(points))


def _number(rate: Rate) -> Decimal:
    """The share as it is printed, so that the difference is that of what readers see."""
    return Decimal(rate.words.removesuffix("%"))


def _again(view: View, again: Recheck) -> list[Said]:
    assert view.earlier is not None
    name = period_name(view.earlier.quarter)
    if not again.total:
        return [Said(text=words("rechecked_none", quarter=name))]
    counts = {field: getattr(again, field) for field in ("total", "mended", "again", "waiting", "open", "unchecked")}
    told = [words("rechecked", quarter=name, **counts)]
    if again.still:
        named = [
            words("still_one", site=words("name", name=clean(site.name or site.body or site.url)), duty=clean(finding.title))
            for site, finding in again.still[:_NAMED]
        ]
        names = join(named)
        if again.again > _NAMED:
            names = words("still_more", names=names, count=again.again)
        told.append(words("still", names=names))
    return [Said(text=text) for text in told]


def _undecided(view: View, counts: Reviewed) -> list[Said]:
    unknown = sum(finding.verdict is Verdict.UNKNOWN for result in view.sites for finding in result.findings)
    told = [words("unknown_none")]
    if unknown:
        reasons = join(words("reason", name=row.label, count=row.count) for row in view.reasons[:_REASONS])
        told = [words("unknown", count=unknown, reasons=reasons)]
    if counts.left > unknown:
        told.append(words("open", count=counts.left - unknown))
    return [Said(text=say("", " ").join(told))]


def _demands(signed: Signed) -> list[Said]:
    until = deadline(signed)
    return [Said(text=text) for text in (say("", " ").join(filter(None, (words("mend"), until))), words("object"), words("help"))]
