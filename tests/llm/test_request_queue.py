"""Requests keep to what the server's headers tell, and to the order they came in."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import httpx
import pytest

from core.errors import ProviderUnavailableError
from harness.simulated_time import SimulatedTimeLoop
from llm.allowance import Allowance, allowances, refused_for, seconds_of
from llm.request_queue import RequestQueue

FULL = {
    "x-ratelimit-limit-requests": "30",
    "x-ratelimit-remaining-requests": "29",
    "x-ratelimit-reset-requests": "2s",
    "x-ratelimit-limit-tokens": "12000",
    "x-ratelimit-remaining-tokens": "12000",
    "x-ratelimit-reset-tokens": "0s",
}
USED_UP = {**FULL, "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "1m0s"}


def run(what: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with asyncio.Runner(loop_factory=SimulatedTimeLoop) as runner:
        runner.run(what())


def now() -> float:
    return asyncio.get_running_loop().time()


async def ask(
    queue: RequestQueue,
    tokens: int = 100,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
    seconds: float = 1.0,
) -> float:
    """Make a request that is answered after so many seconds; returns when it was sent."""
    async with queue.turn(tokens):
        sent = now()
        await asyncio.sleep(seconds)
        await queue.hear(httpx.Response(status, headers=headers or {}))
    return sent


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("7.66s", 7.66), ("2m59.5s", 179.5), ("120ms", 0.12), ("12", 12), ("1h2m3s", 3723),
        ("", None), ("soon", None), ("-3", None), ("Wed, 21 Oct 2026 07:28:00 GMT", None),
    ],
)  # fmt: skip
def test_durations_are_read_as_servers_write_them(told: str, seconds: float | None) -> None:
    assert seconds_of(told) == pytest.approx(seconds)


def test_a_refusal_tells_how_long_to_wait() -> None:
    assert refused_for({"retry-after": "12"}) == 12
    assert refused_for({"retry-after-ms": "250", "retry-after": "1"}) == 0.25
    assert refused_for({}) is None


def test_a_limit_fills_up_evenly_until_its_reset() -> None:
    told = allowances(USED_UP, 100.0, {})["tokens"]
    assert told.left(130.0) == pytest.approx(6000)
    assert told.seconds_until(3000, 100.0) == pytest.approx(15)
    assert told.seconds_until(99_000, 100.0) == pytest.approx(60), "more than all there never is"
    assert told.left(161.0) == 12_000


def test_or_at_once_where_the_reset_stays_though_something_was_used() -> None:
    before = {"tokens": Allowance(12_000, 9000, 100.0, 150.0)}
    told = allowances(
        {**FULL, "x-ratelimit-remaining-tokens": "3000", "x-ratelimit-reset-tokens": "40s"},
        110.0,
        before,
    )["tokens"]
    assert told.at_once
    assert told.seconds_until(4000, 110.0) == pytest.approx(40)


def test_headers_that_say_nothing_leave_what_is_known() -> None:
    known = allowances(FULL, 0.0, {})
    assert allowances({"x-ratelimit-limit-tokens": "many"}, 5.0, known) == known


def test_the_first_request_goes_alone_and_without_limits_all_others_at_once() -> None:
    async def interview() -> None:
        queue = RequestQueue()
        sent = await asyncio.gather(*(ask(queue) for _ in range(6)))
        assert sent == [0.0, *[1.0] * 5]

    run(interview)


def test_requests_wait_for_the_tokens_they_may_take_in_the_order_they_came() -> None:
    async def interview() -> None:
        queue = RequestQueue()
        await ask(queue, headers=USED_UP)
        sent = await asyncio.gather(ask(queue, 6000, FULL), ask(queue, 100, FULL))
        assert sent[0] == pytest.approx(31, abs=0.1), "half of a minute for half of the tokens"
        assert sent[1] >= sent[0]

    run(interview)


def test_a_refusal_that_names_no_time_is_waited_out_longer_each_time() -> None:
    async def interview() -> None:
        queue = RequestQueue()
        at = [await ask(queue, status=429, seconds=0.0) for _ in range(4)]
        assert at == pytest.approx([0, 2, 6, 14])
        await ask(queue, seconds=0.0)
        assert await ask(queue, seconds=0.0) == pytest.approx(30)

    run(interview)


def test_a_limit_that_is_used_up_for_the_day_is_not_waited_for() -> None:
    async def interview() -> None:
        queue = RequestQueue()
        await ask(queue, status=429, headers={"retry-after": "7200"})
        with pytest.raises(ProviderUnavailableError):
            await ask(queue)

    run(interview)


def test_a_request_that_fails_lets_the_next_one_go() -> None:
    async def interview() -> None:
        queue = RequestQueue()
        with pytest.raises(OSError, match="away"):
            async with queue.turn(100):
                raise OSError("away")
        assert await ask(queue) == 0.0

    run(interview)
