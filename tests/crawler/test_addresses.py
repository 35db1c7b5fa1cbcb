"""The project's own table of addresses that are not public: its edges, what IPv6 carries inside, and odd spellings."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotcheck.crawler.addresses import is_private_name, is_public, plain_host, readings, table

RANGES = [ipaddress.ip_network(row["prefix"]) for row in table()["range"]]
EMBEDDINGS = [(row["prefix"], offset, False) for row in table()["embedding"] for offset in row["at"]]
EMBEDDINGS += [(row["prefix"], offset, True) for row in table()["embedding"] for offset in row.get("inverted", ())]
GOOGLE = int(ipaddress.IPv4Address("8.8.8.8"))


def carried(prefix: str, offset: int, inverted: bool, inner: int) -> str:
    """An IPv6 address with one IPv4 address inside, public ones in the other places."""
    number = int(ipaddress.ip_network(prefix).network_address)
    for other, at, turned in EMBEDDINGS:
        if other == prefix:
            value = inner if (at, turned) == (offset, inverted) else GOOGLE
            number |= (value ^ 0xFFFFFFFF if turned else value) << (96 - at)
    return str(ipaddress.IPv6Address(number))


@pytest.mark.parametrize("network", RANGES, ids=str)
def test_each_range_is_refused_from_its_first_address_to_its_last_and_no_further(network: ipaddress.IPv4Network) -> None:
    assert not is_public(str(network[0])) and not is_public(str(network[-1]))
    for neighbour in (int(network[0]) - 1, int(network[-1]) + 1):
        if 0 <= neighbour < 2**network.max_prefixlen:
            address = type(network[0])(neighbour)
            inside = any(address in other for other in RANGES)
            assert is_public(str(address)) is not inside


@pytest.mark.parametrize(
    "address",
    ["192.0.0.192", "100.100.100.200", "169.254.169.254", "168.63.129.16", "198.19.0.1", "255.255.255.255", "0.0.0.0", "239.255.255.250"],
)
def test_addresses_that_machines_answer_to_themselves_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["::", "::1", "::7f00:1", "fe80::1", "fe80::1%eth0", "fec0::1", "feff::1", "fc00::1", "fdff::1", "ff02::1", "100::1", "5f00::1",
     "4000::", "1fff:ffff::", "64:ff9b:1::808:808", "2001:db8::1", "2001:1ff::1"],
)  # fmt: skip
def test_ipv6_outside_of_global_unicast_and_inside_of_special_purposes_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["2400:3200::1", "2001:4860:4860::8888", "2001:200::1", "240e::1", "2000::", "3ffe::1", "2003::1"])
def test_ipv6_of_everybody_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(("prefix", "offset", "inverted"), EMBEDDINGS)
@pytest.mark.parametrize("network", [network for network in RANGES if network.version == 4], ids=str)
def test_an_address_that_carries_a_private_one_is_not_public(prefix: str, offset: int, inverted: bool, network: object) -> None:
    assert isinstance(network, ipaddress.IPv4Network)
    for inner in (network[0], network[-1]):
        assert not is_public(carried(prefix, offset, inverted, int(inner)))
    assert is_public(carried(prefix, offset, inverted, GOOGLE))


@given(st.ip_addresses(v=4))
def test_the_table_refuses_all_that_the_interpreter_refuses(address: ipaddress.IPv4Address) -> None:
    assert not is_public(str(address)) or (address.is_global and not address.is_multicast and not address.is_reserved)


@given(st.ip_addresses(v=4), st.integers(1, 4), st.lists(st.sampled_from(["{:d}", "0x{:x}", "0X{:X}", "0{:o}", "0x0{:x}"]), min_size=4))
def test_every_spelling_of_an_address_is_read(address: ipaddress.IPv4Address, parts: int, forms: list[str]) -> None:
    octets = list(address.packed)
    numbers = [*octets[: parts - 1], int.from_bytes(octets[parts - 1 :], "big")]
    spelled = ".".join(form.format(number) for form, number in zip(forms, numbers, strict=False))
    assert str(address) in readings(spelled)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.1", ("127.0.0.1",)),
        ("0x7f.1", ("127.0.0.1",)),
        ("2130706433", ("127.0.0.1",)),
        ("0177.0.0.1", ("127.0.0.1", "177.0.0.1")),  # those who know no octal numbers read it otherwise
        ("010.8.8.8", ("8.8.8.8", "10.8.8.8")),
        ("08.8.8.8", ("8.8.8.8",)),
        ("0x", ("0.0.0.0",)),
        ("1.2.3.256", ()),
        ("256.1", ()),
        ("255.16777215", ("255.255.255.255",)),
        ("255.16777216", ()),
        ("4294967295", ("255.255.255.255",)),
        ("4294967296", ()),
        ("1.2.3.4.5", ()),
        ("1..2", ()),
        ("::ffff:127.0.0.1", (str(ipaddress.ip_address("::ffff:127.0.0.1")),)),
        ("fe80::1%eth0", ("fe80::1",)),
        ("www.gov.cn", ()),
        ("1" * 253, ()),
        ("1" * 5000, ()),
    ],
)
def test_a_host_is_read_as_programs_read_it(host: str, expected: tuple[str, ...]) -> None:
    assert readings(host) == expected


@pytest.mark.parametrize(
    ("host", "plain"),
    [
        ("１２７.０.０.１", "127.0.0.1"),
        ("①②⑦.⓪.⓪.①", "127.0.0.1"),
        ("127。0．0｡1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("%31%32%37.0.0.1", "127.0.0.1"),
        ("%EF%BC%91.1", "1.1"),
        ("ＬＯＣＡＬＨＯＳＴ", "localhost"),
        ("WWW.Gov.CN..", "www.gov.cn"),
    ],
)
def test_wide_and_escaped_letters_are_the_plain_ones(host: str, plain: str) -> None:
    assert plain_host(host) == plain


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "printer", "nas.local", "metadata.google.internal", "x.home.arpa", "x.onion"])
def test_names_of_private_networks_are_known(host: str) -> None:
    assert is_private_name(host)


@pytest.mark.parametrize("host", ["www.gov.cn", "mylocal.gov.cn", "notlocalhost.cn", "local.gov.cn", "2400:3200::1", "qinghe.example"])
def test_public_names_are_not_taken_for_them(host: str) -> None:
    assert not is_private_name(host)


def test_a_number_as_long_as_a_name_may_be_is_an_address_and_five_numbers_are_none() -> None:
    assert readings("0" * 252 + "1") == ("0.0.0.1",)
    assert readings("0" * 253 + "1") == readings("8.8.8.8.0") == ()
