"""The position is rebuilt from plan and log, and from nothing else."""

from dataclasses import replace

import pytest

from agent.interviewer import build_interviewer
from agent.interviewer.decide.interview_state import InterviewState, rebuild
from core.clock import utc_now
from core.move import MoveKind
from core.plan import Claim, ProbeAspect
from core.turn import Role
from tests.agent.interviewer.replies import DEADLINE_SECONDS, reply
from tests.agent.interviewer.scenes import OBSERVER, log, move, question, session

HELD = session()
NEXT = move(MoveKind.ASK, "ask", question_number=2, question_id="technical-queue")
PROBE = move(MoveKind.PROBE, "figure", aspect=ProbeAspect.MEASUREMENT, anchor="forty percent")


def after(*turns: tuple[str, object], held: object = None) -> InterviewState:
    used = held or HELD
    return rebuild(used, log(used, *turns), OBSERVER)  # type: ignore[arg-type]


def test_without_a_log_the_opener_counts_as_said() -> None:
    position = rebuild(HELD, (), OBSERVER)
    assert position.asked_ids == ("technical-cache",)
    assert position.open_text == HELD.plan.questions[0].text


def test_the_opener_in_the_log_is_the_same_as_no_log() -> None:
    assert after().asked_ids == rebuild(HELD, (), OBSERVER).asked_ids


def test_answers_on_one_question_add_up() -> None:
    position = after(
        ("I would put an expiry time on every single entry.", None),
        ("And how often?", PROBE),
        ("I would also invalidate on write whenever it changes.", None),
    )
    assert position.topic is not None
    assert position.topic.hits == (True, True, False, False)
    assert position.topic.probe_count == 1
    assert position.open_text == "And how often?"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("You mentioned forty percent. How did you arrive at that number?", None),
        ("How sure are you of that number, forty percent?", None),
        ("Okay. How sure are you of the forty percent?", "How sure are you of the forty percent?"),
        ("Okay. How did you arrive at that number?", "How did you arrive at that number?"),
    ],
)
def test_what_is_repeated_names_what_it_is_about(said: str, asked: str | None) -> None:
    position = after(("It went down by forty percent.", None), (said, PROBE))
    assert position.open_text == (asked or said)


def test_two_candidate_turns_in_a_row_are_both_kept() -> None:
    position = after(
        ("I would put an expiry time on every single entry.", None),
        ("I would also invalidate on write whenever it changes.", None),
    )
    assert position.topic is not None
    assert len(position.topic.answers) == 2


def test_a_gap_in_the_log_is_no_answer() -> None:
    position = after(("", None), ("", None))
    assert position.topic is not None
    assert position.topic.answers == ()
    assert position == after()


def test_a_new_question_starts_afresh_and_keeps_the_level() -> None:
    said = (
        "I would set an expiry time for it, invalidate on write when it changes, put the version "
        "in the key of it, and measure the hit rate of it."
    )
    position = after((said, None), ("Next.", NEXT))
    assert position.topic is not None
    assert (position.topic.number, position.topic.answers) == (2, ())
    assert position.level_shift == 1
    assert after(("I would wait and see what happens.", None), ("Next.", NEXT)).level_shift == -1


def test_nudges_count_until_the_candidate_speaks() -> None:
    nudge = move(MoveKind.NUDGE, "nudge_first")
    assert after(("Hello?", nudge), ("Hello?", nudge)).nudges == 2
    assert after(("Hello?", nudge), ("Yes.", None)).nudges == 0


def test_wrapping_up_leaves_no_question_open() -> None:
    wrap = move(MoveKind.WRAP_UP, "wrap_up_done", question_number=0, question_id=None)
    position = after(("We are done. What would you like to ask?", wrap))
    assert (position.topic, position.wrapping) == (None, True)
    assert position.open_text == "What would you like to ask?"
    close = move(MoveKind.CLOSE, "close", question_number=0, question_id=None)
    assert after(("Done. What else?", wrap), ("Goodbye.", close)).closed


def test_a_reserve_that_was_asked_counts_as_its_question() -> None:
    held = session(question("cache"), question("queue"), reserves=(question("hard"),))
    asked = move(MoveKind.ASK, "ask", question_number=2, question_id="technical-hard")
    position = after(("Sure.", None), ("How?", asked), held=held)
    assert position.asked_ids == ("technical-cache", "technical-hard")


def test_an_utterance_without_a_move_is_heard_and_changes_nothing() -> None:
    history = list(log(HELD, ("Answer with words enough to count.", None)))
    extra = replace(history[-1], role=Role.ASSISTANT, content="I did not catch that.")
    assert rebuild(HELD, [*history, extra], OBSERVER) == rebuild(HELD, history, OBSERVER)


@pytest.mark.parametrize(
    ("said", "silent", "kind"),
    [("", False, MoveKind.RESUME), ("", True, MoveKind.NUDGE), ("Dunno.", False, MoveKind.HINT)],
)  # fmt: skip
async def test_the_same_plan_and_log_give_the_same_reply(
    said: str, silent: bool, kind: MoveKind
) -> None:
    history = log(HELD, ("I measured forty percent fewer reads.", None), ("How so?", PROBE))
    first = await reply(
        build_interviewer(None, DEADLINE_SECONDS, utc_now), HELD, history, said, silent=silent
    )
    again = await reply(
        build_interviewer(None, DEADLINE_SECONDS, utc_now), HELD, history, said, silent=silent
    )
    assert first.decided == again.decided
    assert first.worded.text == again.worded.text
    assert first.decided.move.kind is kind


async def test_the_start_speaks_the_stored_opener() -> None:
    given = await reply(build_interviewer(None, DEADLINE_SECONDS, utc_now), HELD, (), "", 0.0)
    assert given.worded.text == HELD.opener
    assert given.decided.move.kind is MoveKind.GREET
    assert given.decided.move.question_id == "technical-cache"


async def test_a_return_is_welcomed_with_the_open_question() -> None:
    given = await reply(
        build_interviewer(None, DEADLINE_SECONDS, utc_now), HELD, log(HELD), "", 300.0
    )
    assert given.decided.move.kind is MoveKind.RESUME
    assert given.worded.text.endswith(HELD.plan.questions[0].text)


async def test_what_was_claimed_is_held_against_what_is_said() -> None:
    held = session(claims=(Claim(kind="skill", value="Kafka", source="profile"),))
    given = await reply(
        build_interviewer(None, DEADLINE_SECONDS, utc_now),
        held,
        log(held),
        "I've never used Kafka, so I built the queue with a plain table.",
    )
    assert given.decided.move.kind is MoveKind.CHALLENGE
    assert "never used Kafka" in given.worded.text
    assert "profile" in given.worded.text
