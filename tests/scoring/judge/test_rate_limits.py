"""Ten answers before a judge whose server enforces limits, in simulated time over real requests."""

from dataclasses import replace

import pytest

from bench.validation.judge_limits import ANSWERS, SERVERS, Server, simulated

FREE, LIMITED = SERVERS[0], SERVERS[2]


def test_ten_answers_are_judged_within_fifteen_seconds_without_limits() -> None:
    took = simulated(FREE)
    assert took.seconds <= 15
    assert took.fallbacks == 0


@pytest.mark.parametrize("server", [SERVERS[1], LIMITED, SERVERS[5]])
def test_ten_answers_are_judged_within_ninety_seconds_at_a_free_tier(server: Server) -> None:
    took = simulated(server)
    assert took.seconds <= 90
    assert took.refused == 0, "the queue keeps to the limits, and is not stopped by them"
    assert took.fallbacks == 0


@pytest.mark.parametrize("server", [FREE, LIMITED])
def test_an_answer_takes_one_call_and_a_half_at_most(server: Server) -> None:
    assert simulated(server).calls == ANSWERS * 1.5, "every first look was unsure"
    assert simulated(replace(server, doubtful=0)).calls == ANSWERS


def test_fixed_minutes_only_take_longer() -> None:
    took = simulated(replace(LIMITED, fixed_windows=True))
    assert took.fallbacks == 0
    assert took.refused <= 2, "until the first minute is over nobody can know"


def test_what_the_server_had_kept_of_the_prompts_is_counted() -> None:
    took = simulated(SERVERS[5])
    assert took.cached_tokens > 5 * 1024
    assert simulated(LIMITED).cached_tokens == 0
