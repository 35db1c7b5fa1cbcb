"""What the inline scripts of a page do when something on it is clicked: where they lead, that they stay on the page, or neither known.

Runs nothing: string literals, parameters and sums of them are put together, and whatever is more than that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spotcheck.crawler.reading.error_pages import closing
from spotcheck.crawler.reading.scripts import of_script

_FUNCTION = re.compile(
    r"(?:\bfunction\s{1,5}(?P<a>[\w$]{1,80}+)|(?<![\w$.])(?P<b>[\w$.]{1,80}+)\s{0,5}[:=]\s{0,5}(?:async\s{1,5})?function)\s{0,5}"
    r"\((?P<p>[\w$,\s]{0,200})\)\s{0,5}\{"
    r"|(?<![\w$])(?P<c>[\w$]{1,80}+)\s{0,5}=\s{0,5}(?:async\s{1,5})?\((?P<q>[\w$,\s]{0,200})\)\s{0,5}=>\s{0,5}\{"
)
_GOES = re.compile(
    r"(?:\blocation(?:\s{0,5}\.\s{0,5}href)?\s{0,5}=(?!=)|\blocation\s{0,5}\.\s{0,5}(?:replace|assign)\s{0,5}\(|\bwindow\s{0,5}\.\s{0,5}open\s{0,5}\(|(?<![\w.$])open\s{0,5}\()\s{0,5}"
)
_TERM = re.compile(
    r"""\s{0,5}(?:(?P<text>"(?:[^"\\]|\\.){0,400}"|'(?:[^'\\]|\\.){0,400}')|(?P<number>\d{1,9})|"""
    r"""(?P<own>(?:\$\(\s{0,5})?this\s{0,5}\)?\s{0,5}\.\s{0,5}(?:value\b|val\(\)|dataset\s{0,5}\.\s{0,5}(?P<set>[\w$]+)|"""
    r"""(?:data|attr|prop|getAttribute)\(\s{0,5}["'](?P<attr>[\w-]{1,40})["']\s{0,5}\)|options\[[^\]]{0,60}\]\s{0,5}\.\s{0,5}value))|"""
    r"""(?:encodeURI(?:Component)?|String|escape)\(\s{0,5}(?P<wrapped>[\w$]+)\s{0,5}\)|\(\s{0,5}(?P<counted>[\w$]+)\s{0,5}(?P<sign>[-+])\s{0,5}(?P<by>\d{1,4})\s{0,5}\)|(?P<name>[\w$]+))\s{0,5}"""
)
_CALL = re.compile(r"(?<![\w$.])(?P<name>[\w$]{1,60}+(?:\s{0,2}\.\s{0,2}[\w$]{1,60}+){0,8})\s{0,3}\(")
_LEADS = re.compile(
    r"\blocation\b|\bopen\s*\(|\.submit\s*\(|\.load\s*\(|\bajax\b|\$\.(?:get|post|getJSON)\b|\bfetch\s*\(|XMLHttpRequest|"
    r"__doPostBack|\.src\s*=|\.innerHTML\s*\+?=|\.action\s*=|\baxios\b"
)
# Calls that change what a page shows or asks the browser for something, and lead nowhere.
_WORDS = """
    if for while switch return function alert confirm print close back focus blur select show hide toggle addClass removeClass toggleClass
    css animate slideUp slideDown slideToggle fadeIn fadeOut siblings find eq parent children next prev closest index each is not attr data
    val text html getElementById getElementsByTagName getElementsByClassName querySelector querySelectorAll addFavorite AddFavorite
    setHomePage AddSearchProvider preventDefault stopPropagation scrollTo scrollTop execCommand setAttribute getAttribute removeAttribute
    createElement appendChild stop trim split join push replace parseInt String Number Date setTimeout setInterval clearInterval
    clearTimeout jQuery $ add remove contains
"""
_STAYS = frozenset(_WORDS.split())
_NAME = re.compile(
    r"void|home|favou?r|collect|print|close|zoom|font|share|search|login|lang|tab|show|hide|toggle|scroll|colou?r|copy|date|calendar|"
    r"alert|menu|slide|wza|audio|video|play|qr|top$|reload|refresh|verify|code$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^(?:https?:)?//\w|^\.{0,2}/|^[\w%./-]+\.(?:s?html?|jsp|aspx?|php|do|action|pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?:[?#]|$)"
    r"|^[\w./-]+/$|^\?[\w-]+=",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"""["']([^"'\\]{1,300})["']""")
_BOUND = re.compile(
    r"""(?:\$|jQuery)\(\s*["'](?P<s>[^"'<>{}]{1,80})["']\s*\)\s*\.\s*(?:click|on|bind|live|delegate|one|tap)\s*\("""
    r"""|getElementById\(\s*["'](?P<i>[\w-]{1,60})["']\s*\)\s*\.\s*(?:onclick\s*=|addEventListener\s*\()"""
    r"""|querySelector(?:All)?\(\s*["'](?P<q>[^"'<>{}]{1,80})["']\s*\)\s*\.\s*(?:onclick\s*=|addEventListener\s*\()"""
)
_INSIDE = re.compile(r"""^\s*["']click["']\s*,\s*["']([^"'<>{}]{1,80})["']""")
_CLICKED = re.compile(r"click|tap|touch", re.IGNORECASE)
_LOADED = re.compile(r"""\.load\(\s*["']([^"'\s#]{1,200})""")
_DATA = re.compile(r"[{\[][^{}\[\]<>]{4,300}[}\]]")  # one flat object or list of a script
_TEXT = re.compile(r"""(["'])((?:(?!\1)[^\\\n]){1,200})\1""")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LABEL = 40  # characters of a name kept beside an address
_SCHEME = re.compile(r"^\s*javascript\s*:", re.IGNORECASE)
_WORD = re.compile(r"[\w-]{1,60}")
_SCROLLED = re.compile(r"\bscroll\b|IntersectionObserver|onscroll", re.IGNORECASE)
_PAGES = re.compile(r"\bpages?\w*\s*[:=(]|laypage|paginat|\bpager\b", re.IGNORECASE)
_DEPTH = 3  # calls followed into one another
_BODY = 4_000  # characters of a function that are looked at
_FUNCTIONS = 400  # functions of a page that are known


@dataclass(frozen=True, slots=True)
class Effect:
    """What a click does: ``address`` as written, where it leads; ``stays`` where it leads nowhere; neither where that is not known."""

    address: str = ""
    stays: bool = False


UNKNOWN, STAYS = Effect(), Effect(stays=True)
Attributes = Callable[[str], str | None]


class Handlers:
    """The inline scripts of one page."""

    def __init__(self, scripts: Sequence[str]) -> None:
        self._functions: dict[str, tuple[tuple[str, ...], str]] = {}
        self._scripts = scripts
        self._known: dict[str, Effect] = {}  # of code that asks nothing of its element: the same menu tool twenty times
        for script in scripts:
            for name, function in _functions(script):
                self._functions.setdefault(name, function)

    def effect(self, code: str, attributes: Attributes) -> Effect:
        """What a handler does. ``attributes`` gives those of the element it belongs to."""
        code = _SCHEME.sub("", code)[:_BODY]
        known = self._known.get(code)
        if known is None:
            asked: list[str] = []

            def ask(name: str) -> str | None:
                asked.append(name)
                return attributes(name)

            known = self._effect(code, ask, {}, _DEPTH)
            if not asked:
                self._known[code] = known
        return known

    def _effect(self, code: str, attributes: Attributes, given: Mapping[str, str], depth: int) -> Effect:
        for match in _GOES.finditer(code):
            address = _value(code, match.end(), attributes, given)
            return Effect(address=address) if address else UNKNOWN
        if _LEADS.search(code):
            return UNKNOWN
        effects = [self._called(name, code, at, attributes, given, depth) for name, at in _calls(code)]
        leading = next((each for each in effects if each.address), None)
        if leading is not None:
            return leading
        return STAYS if all(each.stays for each in effects) else UNKNOWN

    def _called(self, name: str, code: str, at: int, attributes: Attributes, given: Mapping[str, str], depth: int) -> Effect:
        if name in self._functions and depth:
            names, body = self._functions[name]
            values = dict(zip(names, _arguments(code, at, attributes, given), strict=False))
            return self._effect(body, attributes, {key: value for key, value in values.items() if value is not None}, depth - 1)
        if name in _STAYS:
            return STAYS
        literals = [value for value in _arguments(code, at, attributes, given) if value and _ADDRESS.search(value)]
        if literals:
            return Effect(address=literals[0])
        return STAYS if _NAME.search(name) else UNKNOWN

    def bound(self) -> Iterator[tuple[str, str]]:
        """(selector, code) of what scripts have done on a click."""
        for script in self._scripts:
            yield from _bound(script)

    def loaded(self) -> Iterator[str]:
        """Addresses of parts of the page that scripts load as it opens."""
        for script in self._scripts:
            yield from _loaded(script)

    def scrolled(self) -> bool:
        """Whether a script brings more as a visitor scrolls."""
        return any(map(_scrolls, self._scripts))

    def listed(self) -> Iterator[tuple[str, str]]:
        """(words, address) of the links that scripts keep as data to write menus from: {name: "…", url: "/…"}, ["…", "/…"]."""
        for script in self._scripts:
            yield from _listed(script)

    def paging(self) -> frozenset[str]:
        """The words of scripts that tell of pages: the names of the elements into which they write the paging are among them."""
        return frozenset[str]().union(*map(_words_of_paging, self._scripts))


@of_script
def _loaded(script: str) -> tuple[str, ...]:
    return tuple(_LOADED.findall(script)) if ".load" in script else ()


@of_script
def _scrolls(script: str) -> bool:
    return bool(_SCROLLED.search(script) and _LEADS.search(script))


@of_script
def _words_of_paging(script: str) -> frozenset[str]:
    return frozenset(_WORD.findall(script)) if _PAGES.search(script) else frozenset()


@of_script
def _listed(script: str) -> tuple[tuple[str, str], ...]:
    found = []
    for match in _DATA.finditer(script):
        values = [value for _, value in _TEXT.findall(match[0])]
        addresses = [value for value in values if looks_like_address(value)]
        names = [value for value in values if _CHINESE.search(value) and len(value) <= _LABEL]
        if len(addresses) == 1 and len(names) == 1:
            found.append((names[0], addresses[0]))
    return tuple(found)


def looks_like_address(text: str) -> bool:
    """Whether a text can be the address of a page."""
    return bool(_ADDRESS.search(text))


@of_script
def _functions(script: str) -> tuple[tuple[str, tuple[tuple[str, ...], str]], ...]:
    """The functions that a script defines: name, parameters, body."""
    found = []
    for match in _FUNCTION.finditer(script):
        name = (match["a"] or match["b"] or match["c"]).rpartition(".")[2]
        names = tuple(each.strip() for each in (match["p"] or match["q"] or "").split(","))
        found.append((name, (names, _braced(script, match.end()))))
        if len(found) >= _FUNCTIONS:
            break
    return tuple(found)


@of_script
def _bound(script: str) -> tuple[tuple[str, str], ...]:
    """(selector, code) of what one script has done on a click."""
    found = []
    for match in _BOUND.finditer(script) if _CLICKED.search(script) else ():
        rest = script[match.end() : match.end() + _BODY]
        start = rest.find("{")
        if start < 0 or not _CLICKED.search(match[0] + rest[:start]):
            continue
        selector = match["s"] or match["q"] or f"#{match['i']}"
        if (inner := _INSIDE.match(rest)) is not None:
            selector = f"{selector} {inner[1]}"
        found.append((selector, _braced(rest, start + 1)))
    return tuple(found)


def _calls(code: str) -> Iterator[tuple[str, int]]:
    for match in _CALL.finditer(code):
        yield match["name"].rpartition(".")[2].strip(), match.end()


def _arguments(code: str, at: int, attributes: Attributes, given: Mapping[str, str]) -> list[str | None]:
    """The arguments of a call, None for what is more than texts put together."""
    found: list[str | None] = []
    while len(found) < 8:
        value, end = _sum(code, at, attributes, given)
        found.append(value)
        rest = re.compile(r"[^,()'\"]{0,80}").match(code, end)
        at = rest.end() if rest else end
        if code[at : at + 1] != ",":
            break
        at += 1
    return found


def _value(code: str, at: int, attributes: Attributes, given: Mapping[str, str]) -> str | None:
    value, end = _sum(code, at, attributes, given)
    return value if value and code[end : end + 1] in ("", ";", ")", ",", "\n", "}", "'", '"') else None


def _sum(code: str, at: int, attributes: Attributes, given: Mapping[str, str]) -> tuple[str | None, int]:
    """Terms joined by ``+`` from a place in the code, and where they end."""
    told: list[str] = []
    while (match := _TERM.match(code, at)) is not None:
        if match["text"] is not None:
            told.append(re.sub(r"\\(.)", r"\1", match["text"][1:-1]))
        elif match["number"] is not None:
            told.append(match["number"])
        elif match["own"] is not None:
            value = attributes(f"data-{match['set']}" if match["set"] else match["attr"] or "value")
            value = value if value is not None or not match["attr"] else attributes(f"data-{match['attr']}")
            if value is None:
                return None, match.end()
            told.append(value)
        elif match["counted"] is not None:
            number = given.get(match["counted"], "")
            if not number.isdigit():
                return None, match.end()
            told.append(str(int(number) + int(match["sign"] + match["by"])))
        else:
            known = given.get(match["wrapped"] or match["name"])
            if known is None:
                return None, match.end()
            told.append(known)
        at = match.end()
        if code[at : at + 1] != "+":
            return "".join(told), at
        at += 1
    return None, at


def _braced(text: str, start: int) -> str:
    """The text up to the brace that closes the one before ``start``."""
    whole = text[: start + _BODY]
    return whole[start : closing(whole, start)].removesuffix("}")
