"""A selection of the simulated interviews; `python -m harness.simulation` holds all of them."""

import logging

import pytest

from agent.interviewer import build_interviewer
from core.clock import utc_now
from core.interview import InterviewType
from core.move import MoveKind, WordedBy
from harness.simulation.candidates import CANDIDATES
from harness.simulation.checks import violations
from harness.simulation.holding import hold
from harness.simulation.models import DEADLINE_SECONDS, SCRIPTS, ScriptedWording, restless_clock
from prompts.interview_types import interview_types

_TYPES = list(interview_types())


@pytest.mark.parametrize(("place", "name"), list(enumerate(CANDIDATES)))
async def test_every_candidate_is_interviewed_by_the_rules_with_templates(
    place: int, name: str
) -> None:
    interviewer = build_interviewer(None, DEADLINE_SECONDS, utc_now)
    talk = await hold(interviewer, name, CANDIDATES[name], _TYPES[place % 5], seed=place)
    assert violations(talk) == {}
    assert {turn.worded_by for turn in talk.said} == {str(WordedBy.TEMPLATE)}


@pytest.mark.parametrize(("place", "script"), list(enumerate(SCRIPTS)))
async def test_whatever_a_model_does_the_rules_hold(
    place: int, script: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    wording = ScriptedWording(script, seed=place)
    interviewer = build_interviewer(wording, DEADLINE_SECONDS, restless_clock())
    talk = await hold(
        interviewer,
        "average",
        CANDIDATES["average"],
        _TYPES[place % 5],
        seed=100 + place,
        questions=2,
    )
    assert violations(talk) == {}
    assert wording.calls > 0


@pytest.mark.parametrize("name", ["injecting", "asks about the company", "off topic"])
async def test_a_model_that_misbehaves_anew_each_turn_never_gets_through(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    interviewer = build_interviewer(ScriptedWording("chaos", 5), DEADLINE_SECONDS, restless_clock())
    talk = await hold(interviewer, name, CANDIDATES[name], InterviewType("technical"), seed=5)
    assert violations(talk) == {}


@pytest.mark.parametrize("minutes", [5, 8, 12])
async def test_short_interviews_still_ask_and_still_close(minutes: int) -> None:
    interviewer = build_interviewer(None, DEADLINE_SECONDS, utc_now)
    talk = await hold(
        interviewer,
        "rambling",
        CANDIDATES["rambling"],
        InterviewType("general"),
        3,
        minutes=minutes,
    )
    assert violations(talk) == {}
    kinds = [turn.move.kind for turn in talk.said if turn.move]
    assert MoveKind.GREET in kinds
    assert kinds[-1] is MoveKind.CLOSE


async def test_every_prefix_of_a_log_leads_to_the_same_next_move() -> None:
    interviewer = build_interviewer(None, DEADLINE_SECONDS, utc_now)
    talk = await hold(
        interviewer,
        "changes the answer",
        CANDIDATES["changes the answer"],
        InterviewType("case"),
        7,
    )
    again = build_interviewer(None, DEADLINE_SECONDS, utc_now)
    replayed = 0
    for place in range(2, len(talk.history), 2):
        said = talk.history[place - 1]
        answer = talk.history[place]
        events = [
            event
            async for event in again.reply(
                talk.session, talk.history[: place - 1], said.content, answer.offset_seconds or 0.0
            )
        ]
        assert getattr(events[-1], "move", None) == answer.move
        assert getattr(events[-1], "text", None) == answer.content
        replayed += 1
    assert replayed >= 5
