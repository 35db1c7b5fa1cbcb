"""Which addresses are public: a table of the project's own, since interpreters disagree. Resolves no name.

Refuses to guess: what can be read as an address in several ways is public only if every reading is.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import unquote

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+", re.ASCII)
_FULL_STOPS = str.maketrans("。．｡", "...")
_IPV4 = 0xFFFFFFFF
_LONGEST_NAME = 253  # characters (RFC 1035, 2.3.4)


@cache
def table() -> dict[str, Any]:
    """The table as it is written: ``range``, ``embedding``, ``global_unicast``, ``private_names``."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def is_public(address: str) -> bool:
    """Whether an IP address is one at which a public website can stand; IPv4 addresses inside an IPv6 one count too."""
    return _is_public(ipaddress.ip_address(address))


def readings(host: str) -> tuple[str, ...]:
    """The addresses that a host spells out, by every reading that programs give it (127.1, 0x7f.1, 017700000001); () for a name."""
    try:
        return (str(ipaddress.ip_address(host.partition("%")[0])),)
    except ValueError:
        pass
    parts = host.split(".")
    if len(host) > _LONGEST_NAME or len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return ()
    found = dict.fromkeys(_joined(numbers) for numbers in product(*(tuple(_values(part)) for part in parts)))
    return tuple(str(ipaddress.IPv4Address(number)) for number in found if number is not None)


def plain_host(host: str) -> str:
    """A host as resolvers see it: ASCII digits and letters for their wide forms, lower case, no escapes, no dot at the end."""
    return unicodedata.normalize("NFKC", unquote(host).translate(_FULL_STOPS)).lower().rstrip(".")


def is_private_name(host: str) -> bool:
    """Whether a name means a machine of one's own network: one without a dot, or under a name that is never public."""
    names = table()["private_names"]
    return ("." not in host and ":" not in host) or any(host == name or host.endswith(f".{name}") for name in names)


def _is_public(ip: _Address) -> bool:
    for network, offsets, inverted in _embeddings():
        if ip in network:
            inner = [_inner(ip, offset) for offset in offsets] + [_inner(ip, offset) ^ _IPV4 for offset in inverted]
            return all(_is_public(ipaddress.IPv4Address(number)) for number in inner)
    if ip.version == 6 and ip not in _global_unicast():
        return False
    return not any(ip in network for network in _ranges())


@cache
def _global_unicast() -> _Network:
    return ipaddress.ip_network(table()["global_unicast"])


@cache
def _ranges() -> tuple[_Network, ...]:
    return tuple(ipaddress.ip_network(row["prefix"]) for row in table()["range"])


@cache
def _embeddings() -> tuple[tuple[_Network, tuple[int, ...], tuple[int, ...]], ...]:
    rows = table()["embedding"]
    return tuple((ipaddress.ip_network(row["prefix"]), tuple(row["at"]), tuple(row.get("inverted", ()))) for row in rows)


def _inner(ip: _Address, offset: int) -> int:
    return int(ip) >> (96 - offset) & _IPV4


def _values(part: str) -> Iterator[int]:
    """A number as C libraries read it, and, where a zero leads, as those read it that know no octal numbers."""
    if part[:2] in ("0x", "0X"):
        yield int(part[2:] or "0", 16)
        return
    if part.startswith("0") and re.fullmatch("[0-7]+", part):
        yield int(part, 8)
    yield int(part)


def _joined(numbers: tuple[int, ...]) -> int | None:
    """The address of one to four numbers, of which the last fills what the others leave; None where one is too large."""
    *heads, last = numbers
    if any(head > 255 for head in heads) or last >= 256 ** (4 - len(heads)):
        return None
    return sum(head << (24 - 8 * place) for place, head in enumerate(heads)) + last
