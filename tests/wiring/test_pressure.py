"""What a worker's machine has left, and that its interviews come before another one."""

import time
from typing import Any, cast

import pytest
from prometheus_client import generate_latest

from wiring.capacity.places import Places
from wiring.capacity.pressure import WINDOW, Pressure, burst_slowdown
from wiring.worker_health import figures


def test_a_burst_is_slowed_by_as_much_as_the_clock_runs_ahead_of_its_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked = iter([0.0, 0.002, 0.004, 0.005])
    shown = iter([10.0, 10.02])
    monkeypatch.setattr(time, "thread_time", lambda: next(worked))
    monkeypatch.setattr(time, "perf_counter", lambda: next(shown))
    assert burst_slowdown(0.005) == pytest.approx(4.0)


def test_a_real_burst_is_never_quicker_than_its_work() -> None:
    assert burst_slowdown() >= 1.0


def test_a_peak_is_passed_over_and_what_stays_is_told() -> None:
    pressure = Pressure()
    assert pressure.slowdown == 1.0
    for slowdown in (1.1, 1.2, 9.0, 1.1, 1.3):
        pressure.note(slowdown, 0.001)
    assert pressure.slowdown == 1.2
    for _ in range(WINDOW):
        pressure.note(5.0, 0.25)
    assert (pressure.slowdown, pressure.loop_lag_seconds) == (5.0, 0.25)


async def test_a_worker_that_suffers_takes_nobody_beside_those_it_holds_but_the_first() -> None:
    class Request:
        id, answer = "AJ_1", ""

        async def accept(self, **_: str) -> None:
            self.answer = "accepted"

        async def reject(self, **_: bool) -> None:
            self.answer = "refused"

    held: list[Any] = []
    suffering = True
    places = Places(4, lambda: len(held), lambda: suffering)
    answers = []
    for now_suffering in (True, True, False, False):
        suffering = now_suffering
        request = Request()
        await places.answer(cast(Any, request))
        held += [request] * (request.answer == "accepted")
        answers.append((request.answer, places.load()))
    assert answers == [("accepted", 1.0), ("refused", 1.0), ("accepted", 0.25), ("accepted", 0.375)]


def test_prometheus_is_told_of_places_and_of_the_pressure() -> None:
    pressure = Pressure()
    pressure.note(2.5, 0.125)
    told = generate_latest(figures(Places(4, lambda: 3), pressure)).decode()
    for line in ("places 4.0", "places_taken 3.0", "full 0.0", "slowdown_ratio 2.5"):
        assert f"greenroom_worker_{line}\n" in told
    assert "greenroom_worker_loop_lag_seconds 0.125\n" in told
