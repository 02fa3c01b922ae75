"""Silence: two nudges, then a pause that speech ends; never a nudge while somebody answers."""

from agent.behaviors import pausing, user_away
from core.interview import SessionStatus
from core.move import Move, MoveKind, Reason
from core.turn import Role
from tests.agent.behaviors.talk import Stage, a_stage
from tests.agent.interviews import a_turn

SILENCE = 0.01


async def silent(stage: Stage, times: int) -> None:
    """Let the candidate be away, and silent again after each nudge."""
    stage.talk.candidate("away")
    await stage.settle()
    for _ in range(times - 1):
        stage.talk.interviewer("speaking")
        stage.talk.interviewer("listening")
        await stage.settle(3 * SILENCE)


async def test_silence_is_met_by_two_nudges_and_then_a_pause() -> None:
    stage = a_stage(away_seconds=SILENCE)
    user_away.attach(stage.live)
    await silent(stage, 2)
    assert stage.interviewer.asked == ["silence"] * 2
    assert not stage.live.paused
    stage.talk.interviewer("listening")
    await stage.settle(3 * SILENCE)
    assert stage.live.paused
    assert stage.writer.statuses == [SessionStatus.PAUSED]


async def test_a_paused_interview_waits_without_another_word_and_never_ends() -> None:
    stage = a_stage(away_seconds=SILENCE)
    user_away.attach(stage.live)
    await silent(stage, 6)
    assert len(stage.talk.said) == user_away.SILENCES_UNTIL_PAUSE
    assert not stage.live.ended.is_set()


async def test_speech_resumes_a_paused_interview_and_counts_anew() -> None:
    stage = a_stage(away_seconds=SILENCE)
    user_away.attach(stage.live)
    await silent(stage, 3)
    stage.talk.candidate("speaking")
    assert not stage.live.paused
    assert stage.writer.statuses == [SessionStatus.PAUSED, SessionStatus.ACTIVE]
    await silent(stage, 2)
    assert not stage.live.paused


async def test_a_nudge_that_is_not_yet_heard_gives_way_to_the_candidate() -> None:
    stage = a_stage(away_seconds=SILENCE)
    user_away.attach(stage.live)
    await silent(stage, 1)
    stage.talk.candidate("speaking")
    assert [speech.interrupted for speech in stage.talk.said] == [True]


async def test_who_is_in_the_middle_of_an_answer_is_not_nudged() -> None:
    stage = a_stage(away_seconds=SILENCE)
    user_away.attach(stage.live)
    stage.live.conversation.floor.turn_started_seconds_ago = lambda: 20.0
    await silent(stage, 1)
    assert stage.talk.said == []


async def test_who_types_is_not_nudged_until_the_keys_have_rested_as_long() -> None:
    stage = a_stage(away_seconds=SILENCE)
    user_away.attach(stage.live)
    floor = stage.live.conversation.floor
    floor.clock, floor.typed_at = (lambda: 100.0), 100.0 - SILENCE / 2
    await silent(stage, 1)
    await stage.settle(SILENCE)
    assert stage.interviewer.asked == [], "keys are being pressed"
    floor.clock = lambda: 101.0
    await stage.settle(2 * SILENCE)
    assert stage.interviewer.asked == ["silence"]


async def test_keys_between_two_nudges_count_the_silences_anew() -> None:
    stage = a_stage(away_seconds=SILENCE)
    user_away.attach(stage.live)
    floor = stage.live.conversation.floor
    await silent(stage, 2)
    floor.clock, floor.typed_at = (lambda: 9.0), 5.0
    stage.talk.interviewer("speaking")
    stage.talk.interviewer("listening")
    await stage.settle(3 * SILENCE)
    assert len(stage.interviewer.asked) == 3
    assert not stage.live.paused, "the third silence is the first since the keys"


async def test_a_pause_that_was_asked_for_aloud_lasts_until_somebody_speaks() -> None:
    stage = a_stage(away_seconds=SILENCE)
    user_away.attach(stage.live)
    pausing.attach(stage.live)
    granted = Move(kind=MoveKind.GIVE_TIME, question_number=1, reason=Reason.GIVE_PAUSE)
    stage.live.conversation.append(a_turn(Role.ASSISTANT, "We'll pause.", 50.0, move=granted))
    stage.talk.emit("conversation_item_added", None)
    assert stage.live.paused
    await silent(stage, 2)
    assert stage.talk.said == [], "nobody is asked whether they are there who asked for a break"
    stage.talk.candidate("speaking")
    assert not stage.live.paused
    assert stage.writer.statuses == [SessionStatus.PAUSED, SessionStatus.ACTIVE]
