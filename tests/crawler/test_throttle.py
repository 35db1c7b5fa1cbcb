"""The gate by itself, under a clock that only moves when somebody waits."""

from __future__ import annotations

import asyncio
import email.utils
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotcheck.crawler import throttle
from spotcheck.crawler.outcomes import NotFetched
from spotcheck.crawler.records import Outcome
from spotcheck.crawler.throttle import LONGEST_BACK_OFF, LONGEST_PAUSE, Gate, asked_pause

ONE, TWO = "192.0.2.1", "192.0.2.2"
NOW = 1_800_000_000.0  # 15 January 2027


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The monotonic seconds. Sleeping moves them on."""
    moment = [1000.0]
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        moment[0] += seconds
        await real(0)

    monkeypatch.setattr(throttle.time, "monotonic", lambda: moment[0])
    monkeypatch.setattr(throttle.time, "time", lambda: NOW)
    monkeypatch.setattr(throttle.asyncio, "sleep", sleep)
    return moment


def starts(gate: Gate, clock: list[float], *turns: tuple[Sequence[str], float]) -> list[float]:
    """When exchanges that follow each other at once begin, in seconds from now."""

    async def main() -> list[float]:
        began, found = clock[0], []
        for addresses, delay in turns:
            async with gate.turn(addresses, delay):
                found.append(clock[0] - began)
        return found

    return asyncio.run(main())


def answered(gate: Gate, addresses: Sequence[str], *answers: tuple[int, str]) -> None:
    """What servers say in one turn."""

    async def main() -> None:
        async with gate.turn(addresses, 0.0) as turn:
            for status, said in answers:
                turn.answered(status, said)

    asyncio.run(main())


def test_the_delay_is_kept_between_starts_at_one_address_and_not_between_two(clock: list[float]) -> None:
    assert starts(Gate(), clock, ([ONE], 2.0), ([ONE], 2.0), ([TWO], 2.0), ([ONE], 3.0)) == [0.0, 2.0, 2.0, 5.0]


def test_a_host_of_several_addresses_waits_for_the_one_that_was_asked_last(clock: list[float]) -> None:
    assert starts(Gate(), clock, ([ONE], 2.0), ([TWO, ONE], 2.0), ([TWO], 2.0)) == [0.0, 2.0, 4.0]


def test_time_that_passed_by_itself_is_not_waited_for_again(clock: list[float]) -> None:
    gate = Gate()
    starts(gate, clock, ([ONE], 2.0))
    clock[0] += 1.5
    assert starts(gate, clock, ([ONE], 2.0)) == [0.5]
    clock[0] += 2.0
    assert starts(gate, clock, ([ONE], 2.0)) == [0.0]


@pytest.mark.parametrize(("status", "pauses"), [(429, [10.0, 20.0, 30.0, 30.0]), (503, [2.0, 4.0, 8.0, 16.0, 30.0, 30.0])])
def test_a_server_that_says_too_many_or_too_busy_is_left_alone_ever_longer(clock: list[float], status: int, pauses: list[float]) -> None:
    gate, found = Gate(), []
    for _ in pauses:
        answered(gate, [ONE], (status, ""))
        found += starts(gate, clock, ([ONE], 0.0))
    assert found == pauses and max(pauses) == LONGEST_BACK_OFF
    assert starts(gate, clock, ([TWO], 0.0)) == [0.0]


@pytest.mark.parametrize("status", [200, 304, 404, 500, 502, 504, 403])
def test_any_other_answer_is_no_reason_to_wait_and_ends_the_growth(clock: list[float], status: int) -> None:
    gate = Gate()
    answered(gate, [ONE], (503, ""), (503, ""))
    starts(gate, clock, ([ONE], 0.0))
    answered(gate, [ONE], (status, ""))
    assert starts(gate, clock, ([ONE], 0.0)) == [0.0]
    answered(gate, [ONE], (503, ""))
    assert starts(gate, clock, ([ONE], 0.0)) == [2.0]


@pytest.mark.parametrize("said", ["7", " 7 ", email.utils.formatdate(NOW + 7, usegmt=True), email.utils.formatdate(NOW + 7)])
@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_names_a_time_is_believed(clock: list[float], status: int, said: str) -> None:
    gate = Gate()
    answered(gate, [ONE, TWO], (status, said))
    assert starts(gate, clock, ([ONE], 0.0), ([TWO], 0.0)) == [7.0, 7.0]


def test_who_names_a_time_and_refuses_again_and_again_is_left_alone_longer_all_the_same(clock: list[float]) -> None:
    gate, found = Gate(), []
    for said in ("0", "0", "0", "25"):
        answered(gate, [ONE], (503, said))
        found += starts(gate, clock, ([ONE], 0.0))
    assert found == [0.0, 4.0, 8.0, 25.0]


def test_a_shorter_wish_does_not_shorten_a_longer_one(clock: list[float]) -> None:
    gate = Gate()
    answered(gate, [ONE], (429, "60"), (503, "1"))
    assert starts(gate, clock, ([ONE], 0.0)) == [60.0]


def test_what_is_asked_for_is_waited_up_to_a_bound_and_beyond_it_nothing_is_asked(clock: list[float]) -> None:
    gate = Gate()
    answered(gate, [ONE], (503, f"{LONGEST_PAUSE:.0f}"))
    assert starts(gate, clock, ([ONE], 0.0)) == [LONGEST_PAUSE]
    answered(gate, [TWO], (200, ""))
    answered(gate, [ONE], (503, f"{LONGEST_PAUSE + 1:.0f}"))
    for addresses in ([ONE], [TWO, ONE]):
        with pytest.raises(NotFetched, match="121 s") as error:
            starts(gate, clock, (addresses, 0.0))
        assert error.value.outcome is Outcome.RATE_LIMITED
    assert starts(gate, clock, ([TWO], 0.0)) == [0.0]
    clock[0] += 1.0
    assert starts(gate, clock, ([ONE], 0.0)) == [LONGEST_PAUSE]  # the doors were let go of, and the time has come nearer


def test_a_long_delay_of_our_own_is_no_refusal(clock: list[float]) -> None:
    assert starts(Gate(), clock, ([ONE], 500.0), ([ONE], 500.0)) == [0.0, 500.0]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        ("Fri, 15 Jan 2027 08:01:00 GMT", 60.0),
        ("Friday, 15-Jan-27 08:01:00 GMT", 60.0),
        ("Fri Jan 15 08:01:00 2027", 60.0),  # the old forms of RFC 9110, 5.6.7, are times in UTC, too
        ("Fri, 15 Jan 2027 16:01:00 +0800", 60.0),
        ("Thu, 14 Jan 2027 08:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("Fri, 99 Jan 2027 08:01:00 GMT", None),
        ("Fri, 15 Jan 99999999999 08:01:00 GMT", None),
    ],
)
def test_retry_after_is_read_in_all_its_forms(clock: list[float], said: str, seconds: float | None) -> None:
    assert asked_pause(said) == seconds


def test_a_time_without_a_zone_is_utc_wherever_we_are(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert asked_pause("Fri Jan 15 08:01:00 2027") == 60.0
    finally:
        monkeypatch.undo()
        time.tzset()


@given(st.text())
def test_no_retry_after_is_too_odd_to_be_read(said: str) -> None:
    found = asked_pause(said)
    assert found is None or found >= 0.0


def test_one_exchange_at_a_time_with_an_address_in_the_order_of_coming() -> None:
    async def main() -> list[str]:
        gate, told = Gate(), list[str]()

        async def exchange(name: str, addresses: Sequence[str]) -> None:
            async with gate.turn(addresses, 0.0):
                told.append(f"{name} in")
                await asyncio.sleep(0)
                told.append(f"{name} out")

        await asyncio.gather(*(exchange(name, [ONE, TWO]) for name in "abc"))
        return told

    assert asyncio.run(main()) == ["a in", "a out", "b in", "b out", "c in", "c out"]


def test_two_addresses_are_taken_in_one_order_so_that_nobody_waits_for_ever() -> None:
    async def main() -> int:
        gate, done = Gate(), list[int]()

        async def exchange(addresses: Sequence[str]) -> None:
            async with gate.turn(addresses, 0.0):
                await asyncio.sleep(0)
                done.append(1)

        await asyncio.wait_for(asyncio.gather(*(exchange([ONE, TWO][:: 1 if n % 2 else -1]) for n in range(20))), 5)
        return len(done)

    assert asyncio.run(main()) == 20


def test_an_address_named_twice_is_one_door() -> None:
    async def main() -> bool:
        async with Gate().turn([ONE, ONE], 0.0):
            return True

    assert asyncio.run(asyncio.wait_for(main(), 5))


def test_an_exchange_that_fails_leaves_the_door_open_for_the_next() -> None:
    async def main() -> list[str]:
        gate, told = Gate(), list[str]()

        async def exchange(name: str, fails: bool) -> None:
            async with gate.turn([ONE], 0.0):
                told.append(name)
                await asyncio.sleep(0)
                if fails:
                    raise ValueError(name)

        await asyncio.gather(*(exchange(name, name == "a") for name in "abc"), return_exceptions=True)
        return told

    assert asyncio.run(asyncio.wait_for(main(), 5)) == ["a", "b", "c"]


@pytest.mark.parametrize("who", ["waiting", "called"])
def test_who_stops_waiting_passes_the_door_on_also_in_the_moment_of_being_called(who: str) -> None:
    async def main() -> list[str]:
        gate, told = Gate(), list[str]()

        async def exchange(name: str) -> None:
            async with gate.turn([ONE], 0.0):
                told.append(name)

        async with gate.turn([ONE], 0.0):
            second, third = (asyncio.ensure_future(exchange(name)) for name in ("second", "third"))
            await asyncio.sleep(0)
            if who == "waiting":
                second.cancel()
        if who == "called":
            second.cancel()  # the door is already in its hand
        await asyncio.wait_for(third, 5)
        return told

    assert asyncio.run(main()) == ["third"]


def test_who_gives_up_while_waiting_lets_nobody_in_beside_the_one_inside() -> None:
    gate, inside, order = Gate(), 0, list[str]()

    async def one(name: str, until: asyncio.Event) -> None:
        nonlocal inside
        async with gate.turn([ONE], 0.0):
            inside += 1
            order.append(f"{name} with {inside - 1} other")
            await until.wait()
            inside -= 1

    async def main() -> None:
        hold, free = asyncio.Event(), asyncio.Event()
        free.set()
        tasks = [asyncio.ensure_future(one(name, hold if name == "first" else free)) for name in ("first", "second", "third")]
        for _ in range(5):
            await asyncio.sleep(0)
        tasks[1].cancel()
        for _ in range(5):
            await asyncio.sleep(0)
        assert order == ["first with 0 other"]
        hold.set()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(main())
    assert order == ["first with 0 other", "third with 0 other"]
