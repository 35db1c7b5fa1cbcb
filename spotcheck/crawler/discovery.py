"""From a page to the targets it makes known. Reads facts only; asks for nothing and records nothing."""

from __future__ import annotations

from collections.abc import Callable

from spotcheck.config.platforms import platforms
from spotcheck.crawler.frontier import Frontier, Target
from spotcheck.crawler.page_spelling import PageSpellings
from spotcheck.crawler.priority import Order, Rank
from spotcheck.crawler.reading.documents import is_document_url
from spotcheck.crawler.records import Area, Outcome, Page, Role
from spotcheck.crawler.scope import Scope
from spotcheck.crawler.shapes import leads_on, shape_of, worded
from spotcheck.crawler.traps import Traps
from spotcheck.crawler.urls import canonical, is_government, key

MAX_LABEL = 300  # characters of link text kept
_ROLE = {
    Area.NAVIGATION: Role.NAVIGATION,
    Area.BREADCRUMB: Role.NAVIGATION,
    Area.LIST: Role.ENTRY,
    Area.BODY: Role.PAGE,
    Area.FOOTER: Role.PAGE,
    Area.SCRIPT: Role.PAGE,
}
_WEIGHT = {role: weight for weight, role in enumerate((Role.HOME, Role.LIST, Role.NAVIGATION, Role.ENTRY, Role.DOCUMENT, Role.PAGE))}
_LINK_WEIGHT = {area: _WEIGHT[role] for area, role in _ROLE.items()}
_MEDIA = (
    ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".ico", ".svg", ".webp", ".css", ".js", ".mp3", ".mp4", ".avi", ".flv", ".wmv",
    ".wma", ".mov", ".m3u8", ".swf", ".apk", ".exe", ".msi", ".dmg", ".iso", ".ttf", ".woff", ".woff2",
)  # fmt: skip


class Discovery:
    """Takes every link of a page into the frontier once, with the best role it was seen in."""

    def __init__(
        self, frontier: Frontier, scope: Scope, order: Order, skip: Callable[[Target, Outcome, str], None], traps: Traps | None = None
    ) -> None:
        self._frontier = frontier
        self._scope = scope
        self._order = order
        self._skip = skip  # records a target that will never be asked for
        self._platforms = Order(name for each in platforms().values() for name in each.names)
        self._traps = traps or Traps()
        self._memory = PageSpellings()
        self._telling = True  # whether the page at hand says something new
        self._opened = self._grown = 0  # addresses that the page at hand made known: of another kind, or only more of its own
        self._seen: dict[str, int] = {}  # spellings met, with the weight of the best role: most links stand on every page

    def start(self, url: str) -> None:
        """The home page."""
        self._frontier.add(Target(url=url, key=key(url), role=Role.HOME, rank=Rank.HOME))

    def seed(self, url: str) -> None:
        """A page held by an archive, to be read even if nothing links to it."""
        self._frontier.add(Target(url=url, key=key(url), role=Role.PAGE, rank=Rank.UNLINKED))

    def links(self, page: Page, source: Target) -> None:
        """Everything a page links to; what comes of it tells whether its like is worth more."""
        self._opened = self._grown = 0
        known = self._traps.known(source, page)
        self._telling = not known
        self._take(page, source)
        self._traps.learn(source, page, known=known, opened=self._opened, grown=self._grown)

    def _take(self, page: Page, source: Target) -> None:
        column = page.column.name if page.column else source.label
        matched = source.matched or (bool(page.more) and self._order.matches(column))
        for place, url in enumerate(page.more):
            self._offer(url, Role.LIST, column, source, matched=matched, depth=source.depth + 1 + place)
        for url in self._memory.seen(page) if not source.hop else ():
            self._offer(url, Role.LIST, "", source, matched=matched, guessed=True)
        for entry in page.entries:
            role = Role.DOCUMENT if is_document_url(entry.url) else Role.ENTRY
            self._offer(entry.url, role, entry.title, source, dated=entry.date is not None)
        for attachment in page.attachments:
            self._offer(attachment.url, Role.DOCUMENT, attachment.name, source, matched=source.matched)
        seen = self._seen
        for link in page.links:
            known = seen.get(link.url)
            if known is None or known > _LINK_WEIGHT[link.area]:
                role = Role.DOCUMENT if is_document_url(link.url) else _ROLE[link.area]
                self._offer(link.url, role, link.text, source)

    def redirect(self, url: str, source: Target) -> None:
        """The target of a redirect takes the place of the page that redirected."""
        url = canonical(url)
        if source.role is Role.HOME and url:
            self._scope.adopt(url)
        document = source.role is Role.DOCUMENT
        matches = source.rank <= Rank.MATCHING or source.matched or self._platforms.matches(source.label)
        hop = self._scope.hop(url, document=document, matches=matches, hop=max(source.hop - 1, 0))
        if hop is not None:
            self._add(url, source.role, source.label, source, rank=source.rank, depth=source.depth, hop=hop, matched=source.matched)

    def _offer(
        self,
        url: str,
        role: Role,
        label: str,
        source: Target,
        *,
        matched: bool = False,
        depth: int | None = None,
        dated: bool = False,
        guessed: bool = False,
    ) -> None:
        weight = _WEIGHT[role]
        known = self._seen.get(url)
        if known is not None and known <= weight:
            return
        self._seen[url] = weight
        address = canonical(url)
        if not address.startswith("http") or (role in (Role.PAGE, Role.NAVIGATION) and address.lower().endswith(_MEDIA)):
            return
        found = self._order.matches(label)
        matches = found or self._platforms.matches(label)
        hop = self._scope.hop(address, document=role is Role.DOCUMENT, matches=matches, hop=source.hop)
        if hop is None:
            if not source.hop and not matches and is_government(address.partition("://")[2].partition("/")[0].partition(":")[0]):
                del self._seen[url]  # another link to it may name a duty
            return
        matched = matched or found
        rank = self._order.rank(role, label, matched=matched)
        depth = source.depth + 1 if depth is None else depth
        self._add(address, role, label, source, rank=rank, depth=depth, hop=hop, matched=matched, dated=dated, guessed=guessed)

    def _add(
        self,
        url: str,
        role: Role,
        label: str,
        source: Target,
        *,
        rank: Rank,
        depth: int,
        hop: int,
        matched: bool,
        dated: bool = False,
        guessed: bool = False,
    ) -> None:
        name = key(url)
        redirected = rank is source.rank and depth == source.depth
        listed = role is Role.ENTRY and source.role is not Role.ENTRY and source.chain == 0 and worded(label)
        step = not (redirected or listed or role is Role.DOCUMENT) and leads_on(shape_of(source.url), shape_of(url))
        chain = _chain(source, url, role, step=step, redirected=redirected)
        target = Target(
            url=url,
            key=name,
            role=role,
            label=label[:MAX_LABEL],
            rank=rank,
            depth=depth,
            hop=hop,
            matched=matched,
            chain=chain,
            trusted=source.trusted if redirected else self._telling and worded(label) and (dated or chain == 0),
            trail=(*source.trail, source.key) if redirected else (),
            guessed=guessed,
        )
        if name not in self._frontier and (why := self._traps.why(url, role=role, depth=depth)):
            self._frontier.close_to(name)
            self._skip(target, Outcome.TRAP, why)
            return
        if self._frontier.add(target):
            grown = step and (source.chain > 0 or shape_of(source.url).whole == shape_of(url).whole)
            self._grown += grown
            self._opened += role is Role.DOCUMENT or (not grown and target.chain <= 1 and worded(label))


def _chain(source: Target, url: str, role: Role, *, step: bool, redirected: bool) -> int:
    """How many links in a row led on among pages of one shape; other pages of the same folder stand where their source does."""
    if role is Role.DOCUMENT:
        return 0
    if step and role is not Role.LIST:
        return source.chain + 1
    return source.chain if redirected or step or shape_of(source.url).folder == shape_of(url).folder else 0
