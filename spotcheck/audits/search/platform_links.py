"""The links by which a site offers shared platforms, and where each leads. Looks at links of the site's own pages only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spotcheck.audits.case import Case
from spotcheck.config.models import Confidence, Names, Site
from spotcheck.config.platforms import Platform, platforms
from spotcheck.crawler import urls
from spotcheck.crawler.records import Area, Outcome, PageKind
from spotcheck.portal.contents import unread
from spotcheck.portal.link_labels import opaque
from spotcheck.portal.matching import bare, named, normal
from spotcheck.portal.records import Evidence, Reason, Unread
from spotcheck.portal.site_index import Node

_LONGER = 12  # characters that the text of a link may add to the name of a platform
_INDEX = re.compile(r"^/?(?:(?:index|default|main)\.(?:s?html?|jsp|aspx?|php|do))?$", re.IGNORECASE)
_OFFICIAL = ("beian.gov.cn", "beian.miit.gov.cn", "miitbeian.gov.cn")  # pictures in every footer


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A link to a shared platform. ``page`` shows it; ``node`` is where it leads in the end."""

    platform: Platform
    node: Node
    url: str
    text: str
    page: Node

    @property
    def by_host(self) -> bool:
        """Whether the address itself is the platform's."""
        return _on(self.platform, urls.host(self.url))

    @property
    def front_door(self) -> bool:
        """Whether the link leads to a home page and chooses nothing there."""
        path, _, query = urls.key(self.url).partition("/")[2].partition("?")
        return not query and bool(_INDEX.match(path))

    def evidence(self, case: Case) -> Evidence:
        """The link as it stands on the site."""
        return case.holdings.evidence(self.page, f"{self.text} {self.url}".strip(), "link")


def wanted(case: Case, ids: Iterable[str]) -> tuple[Platform, ...]:
    """The platforms of a rule, with the hosts that the register adds."""
    found = []
    for id in ids:
        platform = platforms().get(id)
        if platform is not None:
            hosts = (*platform.hosts, *registered_hosts(case.register, id))
            found.append(platform.model_copy(update={"hosts": tuple(dict.fromkeys(hosts))}))
    return tuple(found)


def registered_hosts(register: Iterable[Site], id: str) -> tuple[str, ...]:
    """The hosts that the register gives to a platform."""
    return tuple(dict.fromkeys(urls.host(site.url).removeprefix("www.") for site in register if site.platform == id))


def offers(case: Case, choice: Sequence[Platform], names: Names | None) -> list[Offer]:
    """The links to these platforms, by address; each address once for each text."""
    found: dict[tuple[str, str, str], Offer] = {}
    for page, url, text, inside in _outward(case):
        node = case.holdings.node(url)
        for platform in choice:
            suits = _on(platform, urls.host(url)) or _on(platform, urls.host(node.url)) or calls(platform, text)
            if suits or (inside and (any(calls(platform, name) for name in page.names) or _names(names, page))):
                offer = Offer(platform=platform, node=node, url=url, text=text or next(iter(sorted(page.names)), ""), page=page)
                found.setdefault((node.key, urls.key(url), normal(text)), offer)
                break
    return [found[key] for key in sorted(found)]


def unlabelled(case: Case, choice: Sequence[Platform], taken: Iterable[Offer]) -> list[Unread]:
    """Pictures and bare links to other government hosts: any of them may lead to a platform whose hosts are not all known."""
    if all(platform.hosts and platform.confidence is Confidence.A for platform in choice):
        return []
    known = {offer.node.key for offer in taken}
    found: dict[str, Unread] = {}
    told: set[str] = set()
    for _, url, text, _ in _outward(case):
        node, host = case.holdings.node(url), urls.host(url).removeprefix("www.")
        if not opaque(normal(text)):
            told.add(node.key)
        elif urls.is_government(host) and not host.endswith(_OFFICIAL) and not node.read and node.key not in known:
            found.setdefault(node.key, unread(node, Reason.LINKED_ELSEWHERE.value))
    return [found[key] for key in sorted(found) if key not in told]


def why_closed(node: Node) -> str:
    """Why the page behind a link says nothing: "" where it was read and shows something."""
    if node.page is None and node.document is None:
        seen = node.visit is not None and node.visit.outcome is not Outcome.READ
        return node.visit.outcome.value if seen and node.visit else Reason.LINKED_ELSEWHERE.value
    page = node.page
    if page is not None and page.needs_script and not page.entries:
        return Outcome.SCRIPT_ONLY.value
    return Reason.UNRECOGNISED.value if page is not None and page.kind in (PageKind.CHALLENGE, PageKind.ERROR) else ""


def calls(platform: Platform, text: str) -> bool:
    """Whether the text of a link calls a platform, and does not merely tell of it."""
    words = bare(text)
    return any(normal(name) in words and len(words) <= len(normal(name)) + _LONGER for name in platform.names)


def _names(names: Names | None, page: Node) -> bool:
    return names is not None and any(named((*names.accepted, *names.misnamed), names.none, name) for name in page.names)


def _on(platform: Platform, host: str) -> bool:
    plain = host.removeprefix("www.")
    return any(plain == name or plain.endswith(f".{name}") for name in platform.hosts)


def _outward(case: Case) -> list[tuple[Node, str, str, bool]]:
    """Every link of the site's pages to another host: the page, the address, the text, and whether it stands in the page's own text."""
    known = case.reader.remembered
    if ("offers", "") not in known:
        known["offers", ""] = list(_links(case))
    found: list[tuple[Node, str, str, bool]] = known["offers", ""]
    return found


def _links(case: Case) -> Iterator[tuple[Node, str, str, bool]]:
    seen: set[tuple[str, str]] = set()
    for key, page in sorted(case.holdings.pages.items()):
        if not case.holdings.own(key):
            continue
        node = case.holdings.nodes[key]
        links = [(link.url, link.text, link.area in (Area.BODY, Area.LIST)) for link in page.links]
        links += [(entry.url, entry.title, True) for entry in page.entries] + [(each.url, each.name, True) for each in page.attachments]
        for url, text, inside in links:
            if not url.startswith("http") or ((url, text) in seen and not (inside and node.names)):
                continue
            seen.add((url, text))
            if not case.holdings.own(case.holdings.node(url).key):
                yield node, url, text, inside and node is not case.holdings.home
