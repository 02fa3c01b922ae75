"""How requests share one thread."""

import asyncio
import itertools
import threading
from collections.abc import Iterator

import pytest

from local.turnstile import Turnstile


@pytest.fixture
def turnstile() -> Iterator[Turnstile]:
    made = Turnstile("test")
    yield made
    made.close()


def numbered(name: str, count: int | None, done: list[str]) -> Iterator[str]:
    for n in itertools.count() if count is None else range(count):
        done.append(f"{name}{n}")
        yield f"{name}{n}"


async def everything(turnstile: Turnstile, work: Iterator[str]) -> list[str]:
    return [item async for item in turnstile.steps(work)]


async def test_requests_take_turns_step_by_step(turnstile: Turnstile) -> None:
    done: list[str] = []
    long, short = await asyncio.gather(
        everything(turnstile, numbered("long", 6, done)),
        everything(turnstile, numbered("short", 2, done)),
    )
    assert long == [f"long{n}" for n in range(6)]
    assert short == ["short0", "short1"]
    assert done.index("short1") < done.index("long3")


async def test_a_cancelled_request_stops_after_the_step_under_way(turnstile: Turnstile) -> None:
    done: list[str] = []
    task = asyncio.create_task(everything(turnstile, numbered("a", None, done)))
    while len(done) < 3:  # noqa: ASYNC110 - the steps tell nobody
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await everything(turnstile, numbered("b", 1, done)) == ["b0"]
    steps = len(done)
    assert await everything(turnstile, numbered("c", 1, done)) == ["c0"]
    assert len(done) == steps + 1


async def test_the_event_loop_goes_on_while_a_step_works(turnstile: Turnstile) -> None:
    went_on = threading.Event()

    def waits_for_the_loop() -> Iterator[bool]:
        yield went_on.wait(60)

    asyncio.get_running_loop().call_later(0.05, went_on.set)
    assert [done async for done in turnstile.steps(waits_for_the_loop())] == [True]


async def test_all_steps_run_on_the_one_thread(turnstile: Turnstile) -> None:
    def where() -> Iterator[str]:
        for _ in range(3):
            yield threading.current_thread().name

    both = await asyncio.gather(everything(turnstile, where()), everything(turnstile, where()))
    assert {name for names in both for name in names} == {"test_0"}


async def test_an_error_of_the_work_is_raised_to_whoever_asked(turnstile: Turnstile) -> None:
    def broken() -> Iterator[str]:
        yield "one"
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await everything(turnstile, broken())
