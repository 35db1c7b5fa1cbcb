"""The print of an answer: as little of it as tells whether two answers are one screen, and whether a page is what its link calls it.

Refuses to say what an answer means: that takes the other answers of the site (``site_memory``).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from urllib.parse import unquote, urlsplit

from spotcheck.crawler.reading.error_pages import is_home
from spotcheck.crawler.records import Area, Outcome, Page, PageKind, Role
from spotcheck.crawler.urls import key

_TARGETS = 16  # own addresses of a page that are kept: a menu stands first
_SAID = 3_000  # letters of its text that are kept for comparing
_SEEN = 400_000  # characters of the source that are looked at
_FIRST_LINES = 4  # lines of a text in which a page can say what it is
_GRAM = 3  # characters of a shingle
_NEAR = 0.8  # share of shingles that two answers must have in common
_AGREES = 0.6  # share of the pairs of letters of a link that a page must repeat in a name of its own
_LONG = 4  # letters from which a name that stands within a longer one makes the two agree
_TITLE = 8  # letters from which words are the title of a text rather than the name of a column
_TAIL = 32  # bytes at the end of a page in which the foot of a template is the same on all its pages
_RUN = re.compile(r"[\w./:%?&=@#+-]+", re.ASCII)  # request ids, times and addresses are such runs, with a digit in them
_NO_LETTER = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_HIDDEN = ("script", "style", "noscript", "!--")
_DATA = (b"{", b"[", b"<?xml", b"<datastore")  # how what is no page begins; XHTML begins so as well, and has a page's end
_CLOSING = re.compile(rb"</html\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What is remembered of one answer with status 2xx that was read as a page or a screen, or of a redirect.

    ``names``: what the page calls itself, flattened. ``targets``: keys of addresses of the same host that it leads to, itself and the
    front page left out. ``rich``: it shows something that no screen does: dated entries, attachments, tables. ``tail``: what a page
    that is not closed ends in, without digits; b"" where it is closed, None where it was never opened.
    """

    url: str
    key: str
    host: str
    role: Role
    outcome: Outcome
    attempts: int
    title: str = ""  # of the head, flattened
    names: tuple[str, ...] = ()
    said: str = ""  # all that can be seen of it, flattened, without what differs from answer to answer
    digest: int = 0
    targets: frozenset[str] = frozenset()
    rich: bool = False
    tail: bytes | None = None
    redirect: str = ""  # key of where it redirects to, the query left out
    scripted: bool = False
    framing: bool = False  # it shows other pages inside itself
    data: bool = False  # no page but an answer to a script: many of them are the same, and none wears a frame

    @property
    def path(self) -> str:
        return urlsplit(f"http://{self.key}").path

    @property
    def empty(self) -> bool:
        """Nothing that a visitor could see, and no script that could bring it."""
        return not self.said and not self.targets and not self.scripted and not self.redirect and not self.rich


def print_of(*, url: str, role: Role, outcome: Outcome, attempts: int, page: Page | None, body: bytes, redirect: str, start: str) -> Print:
    """The print of an answer. ``start``: the key of the front page; ``redirect``: where the answer sends its reader, or ""."""
    name = key(url)
    host = name.partition("/")[0]
    plain = Print(url=url, key=name, host=host, role=role, outcome=outcome, attempts=attempts, redirect=key(redirect).partition("?")[0])
    if page is None:
        return plain
    names = [page.title, page.head_title, *page.headings, *(crumb.name for crumb in page.breadcrumb)]
    names += [page.column.name, *page.column.trail] if page.column else []
    linked = {link.text for link in page.links} | {entry.title for entry in page.entries}  # what a page lists is not what it is
    names += [line for line in page.text.split("\n", _FIRST_LINES)[:_FIRST_LINES] if len(line) < 80 and line.strip() not in linked]
    if page.kind is PageKind.HOME:
        names = [page.title, page.head_title]
    shown = _without(visible(body[:_SEEN].decode(_codec(page.charset), "replace")), url)
    flat = flatten(_RUN.sub(_unnumbered, shown))
    tail = _tail(body) if b"<html" in body[:2_000].lower() else None
    title = flatten(_without(page.head_title or page.title, url))
    # where a page names nothing, its reader took its link's word
    written = flatten(" ".join((shown, page.head_title, *page.tags.values())))
    return replace(
        plain,
        names=tuple(dict.fromkeys(name for name in map(flatten, names) if name and name in written)),
        title=title,
        said=flat[:_SAID],
        digest=int.from_bytes(blake2b(f"{title}\0{flat}".encode("utf-8", "replace"), digest_size=8).digest(), "big"),
        targets=frozenset(_targets(page, name, host, start)),
        rich=bool(page.attachments or page.tables) or sum(entry.date is not None for entry in page.entries) > 1,
        tail=tail,
        data=tail is None and body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_DATA),
        framing=b"<frame" in body.lower() or b"<iframe" in body.lower(),
        scripted=page.needs_script or bool(page.includes) or page.kind is PageKind.REDIRECT,
    )


def _unnumbered(run: re.Match[str]) -> str:
    return "" if any(letter.isdecimal() for letter in run[0]) else run[0]


def flatten(words: str) -> str:
    """Letters and digits alone, in lower case."""
    return _NO_LETTER.sub("", words).lower()


def near(one: Print, other: Print, common: frozenset[str] = frozenset()) -> bool:
    """Whether two answers are one screen, whatever was asked for: the same title, and nearly the same words beside ``common`` ones."""
    if one.digest == other.digest:
        return True
    if one.title != other.title:
        return False
    mine, others = grams(one.said) - common, grams(other.said) - common
    return len(mine & others) >= _NEAR * len(mine | others)


def grams(said: str) -> frozenset[str]:
    """The shingles of a flattened text."""
    return frozenset(said[at : at + _GRAM] for at in range(max(1, len(said) - _GRAM + 1)))


def visible(source: str) -> str:
    """The text of a page's body, tags, scripts, styles and remarks left out. Linear in its length, whatever it holds."""
    first, *pieces = source.split("<")
    found, hidden = [first], ""
    for piece in pieces:
        tag, closed, text = piece.partition(">")
        name = tag.lower()
        if hidden:
            if not name.startswith(f"/{hidden}") and not (hidden == "!--" and "-->" in piece):
                continue
            text = piece.rpartition("-->")[2] if hidden == "!--" else text
            hidden = ""
        elif starts := next((each for each in _HIDDEN if name.startswith(each)), ""):
            if starts != "!--" or "-->" not in piece:
                hidden = starts
                continue
            text = piece.rpartition("-->")[2]
        if closed:
            found.append(text)
    return " ".join(found)


def agrees(label: str, names: Iterable[str]) -> bool:
    """Whether a page calls itself what a link calls it: one holds the other, or most pairs of letters of the link stand in a name.

    A short word that stands in a long name is no agreement: 公告 is not 系统升级公告.
    """
    label = flatten(label)
    pairs = {label[at : at + 2] for at in range(len(label) - 1)}
    for name in names:
        short, long = sorted((label, name), key=len)
        if short in long and (len(short) >= _LONG or len(short) * 2 >= len(long)):
            return True
        if len(label) >= _LONG and sum(pair in name for pair in pairs) >= _AGREES * len(pairs):
            return True
    return False


def unlike(label: str, names: Sequence[str]) -> bool:
    """Whether a page bears a title (its first name) as long as the label, and none of its names has more than a pair of letters of it."""
    label = _DIGITS.sub("", flatten(label))
    if len(label) < _TITLE or not names or len(_DIGITS.sub("", names[0])) < _TITLE:
        return False
    pairs = {label[at : at + 2] for at in range(len(label) - 1)}
    return all(sum(pair in name for pair in pairs) <= 1 for name in names)


def telling(label: str) -> bool:
    """Whether a label has enough letters to be compared with the names of a page: 动态1, 附件2 and 第3页 only count."""
    words = flatten(label)
    letters = _DIGITS.sub("", words)
    return len(letters) >= (2 if letters == words else 3)


def front(url: str) -> bool:
    """Whether an address is one of the usual spellings of a front page."""
    return is_home(url)


def _without(text: str, url: str) -> str:
    """A text without the address that was asked for."""
    path = urlsplit(url).path
    for part in sorted({url, unquote(url), path, unquote(path)}, key=len, reverse=True):
        if len(part) > 1:
            text = text.replace(part, "")
    return text


def _codec(charset: str) -> str:
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return "utf-8"


def _targets(page: Page, name: str, host: str, start: str) -> Iterable[str]:
    found = 0
    for link in page.links:
        target = key(link.url)
        if target.partition("/")[0] == host and target not in (name, start) and link.area is not Area.SCRIPT:
            yield target
            found += 1
            if found >= _TARGETS:
                return


def _tail(body: bytes) -> bytes:
    if _CLOSING.search(body[-2_000:]):
        return b""
    return bytes(byte for byte in body.rstrip()[-_TAIL:] if not 48 <= byte <= 57) or b"\0"
