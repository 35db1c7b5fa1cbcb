"""Whether the foot of a page says whose site it is. A foot that was not recognised, or that a script sets, is not judged."""

from __future__ import annotations

from spotcheck.audits.case import Case, Result
from spotcheck.audits.checks.tags import drawn_pages
from spotcheck.audits.details import ChargedPlace, Details
from spotcheck.audits.verdicts import Defect
from spotcheck.config.kinds.identity import MAY_BE_SCRIPTED, IdentityCheck
from spotcheck.crawler.records import Page, PageKind
from spotcheck.portal.matching import normal_text, synonyms
from spotcheck.portal.records import Reason

KIND = "identity"
_DRAWN = 5  # other pages looked at


def check(spec: IdentityCheck, case: Case) -> Result:
    """Looks at the home page and, for ``every``, at content and column pages drawn; missing is what a known foot lacks."""
    home = case.holdings.home
    if home is None or home.page is None:
        return case.unknown(Reason.HOME_NOT_READ)
    pages = [home]
    if spec.where == "every":
        pages += [*drawn_pages(case, PageKind.ARTICLE, _DRAWN), *drawn_pages(case, PageKind.LIST, _DRAWN)]
    known = [node for node in pages if node.page is not None and _is_foot(node.page)]
    evidence = [case.holdings.evidence(node, " ".join(node.page.foot), "page") for node in known[:4] if node.page is not None]
    seen = {part.name: [node for node in known if node.page is not None and _shows(node.page, synonyms(part))] for part in spec.parts}
    everywhere = tuple(name for name, nodes in seen.items() if len(nodes) == len(known))
    # A single page without its foot is a slip of a template; what the home page or half of the pages lack is missing.
    missing = [name for name, nodes in seen.items() if home in known and (home not in nodes or 2 * len(nodes) < len(known))]
    unsure = [name for name in missing if name in spec.scripted]
    missing = [name for name in missing if name not in spec.scripted]
    if missing:
        places = tuple(ChargedPlace(what=name, url=home.url) for name in missing)
        facts = Details(charged=places, found=everywhere, missing=tuple(missing), open=bool(unsure))
        return case.failed(Defect.INCOMPLETE, evidence=evidence, confidence=0.85, details=facts)
    if home not in known:
        return case.unknown(Reason.UNRECOGNISED, evidence=evidence or case.searched())
    if unsure:
        facts = Details(notes=(MAY_BE_SCRIPTED,), found=everywhere, not_seen=tuple(unsure), form=case.duty.form)
        return case.manual(evidence, details=facts)
    return case.passed(evidence, confidence=0.9, details=Details(found=everywhere))


def _is_foot(page: Page) -> bool:
    """Whether what was taken for the foot is one: it shows at least two of the things that feet show."""
    text = normal_text(" ".join(page.foot))
    code = "标识码" in text or bool(page.site_code and page.site_code in text)
    return bool(page.foot) and sum((code, bool(page.icp), bool(page.host_unit) or "主办" in text)) >= 2


def _shows(page: Page, words: tuple[tuple[str, ...], ...]) -> bool:
    read = [f"标识码{page.site_code}"] if page.site_code else []
    read += [page.icp] + (["主办单位"] if page.host_unit else [])
    text = normal_text(" ".join((*page.foot, *read)))
    return any(all(word in text for word in group) for group in words)
