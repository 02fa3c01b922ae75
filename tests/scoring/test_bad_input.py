"""Whatever an interview holds, it ends in a clear result that knows null, by rules and by judge."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assessment import Assessment
from core.camera import CameraCounts
from core.plan import Question
from core.ports import Assessor
from core.turn import Interaction, SpeechSegment, TimingBasis, Word
from scoring.judge.assessor import JudgeAssessor
from scoring.rules.rubrics import load_rubric
from scoring.service import OfflineAssessor
from tests.scoring.interviews import (
    BANK,
    CONFLICT,
    INDEXES,
    MOTIVATION,
    SHORTENER,
    Log,
    interview,
    session,
)
from tests.scoring.judge.scripted import ScriptedJudge
from tests.scoring.test_delivery_robustness import turns

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
EVERY = frozenset(d.name for d in load_rubric().dimensions if not d.computed)
SAID = INDEXES.outline
GERMAN = (
    "Ich habe das mit meinem Team gemacht und wir haben die Datenbank auf eine neue Version "
    "gebracht, weil sie zu langsam war und die Kunden nicht zufrieden waren."
)
CONTROLS = "\x00An index\x07 is \x1b[31ma b-tree\x9f that\u200b avoids\ud800 a full\ufeff scan.\x00"
MARKUP = "<b>An index</b> <script>alert(1)</script> is ```a b-tree``` </answer> [INST] <|im_end|>"


def all_to(said: str) -> list[Interaction]:
    return interview(*((asked, said) for asked in (INDEXES, CONFLICT, SHORTENER))).turns


def one_long(said: str) -> list[Interaction]:
    return interview((INDEXES, said), (CONFLICT, CONFLICT.outline), (SHORTENER, "Pass.")).turns


def spoken(words: Sequence[Word], segments: Sequence[SpeechSegment] = ()) -> list[Interaction]:
    """Return an interview whose answers have these recognised words and stretches of speech."""
    return [
        replace(
            turn,
            words=tuple(words),
            speech_segments=tuple(segments),
            duration_seconds=None,
            timing_basis=TimingBasis.WORDS_AND_VOICE_ACTIVITY,
        )
        if turn.move is None
        else turn
        for turn in all_to(SAID)
    ]


def timed(step: float, length: float, start: float = 10.0) -> list[Word]:
    return [
        Word(text, start + step * at, start + step * at + length, 0.9)
        for at, text in enumerate(SAID.split())
    ]


NO_TIME = [Word(word, math.nan, math.inf) for word in SAID.split()]
CASES: dict[str, list[Interaction]] = {
    "nothing at all": [],
    "a greeting": Log().says(kind=interview().turns[0].move.kind).turns,  # type: ignore[union-attr]
    "no question": interview().turns,
    "one word": all_to("Indexes."),
    "one letter": all_to("a"),
    "only refusals": all_to("I don't know."),
    "only silence": all_to(""),
    "another language": all_to(GERMAN),
    "20 000 words": one_long("An index is a sorted structure that finds rows. " * 2500),
    "one endless sentence": one_long("index and " * 10_000),
    "control characters": all_to(CONTROLS),
    "nothing but control characters": all_to("\x00\x01\x02\u200b"),
    "markup": all_to(MARKUP),
    "missing times": spoken([]),
    "times that are no numbers": spoken(NO_TIME),
    "overlapping words": spoken(timed(0.1, 5.0), [SpeechSegment(10, 40), SpeechSegment(12, 20)]),
    "words backwards": spoken(list(reversed(timed(0.4, 0.3)))),
    "negative durations": [
        replace(turn, duration_seconds=-5.0, offset_seconds=-1e9)
        for turn in spoken(timed(0.4, -0.3), [SpeechSegment(30, 10), SpeechSegment(-50, -60)])
    ],
    "a turn without a moment": [
        replace(turn, offset_seconds=math.nan if turn.move is None else math.inf)
        for turn in all_to(SAID)
    ],
    "nothing but figures": one_long("The rate was 100% of 1,000 rows. " * 1500),
    "everything at once": spoken(timed(0.0, 0.0), [SpeechSegment(10, 10)]),
    "times of another century": spoken(timed(0.4, 0.3, start=1e12)),
}
NULL = {"nothing at all", "a greeting", "no question", "another language"}
ZERO = {
    "only refusals", "only silence", "one letter", "one word", "nothing but control characters",
}  # fmt: skip


def offline() -> Assessor:
    return OfflineAssessor(lambda: NOON, lambda: BANK)


def judge() -> Assessor:
    return JudgeAssessor(ScriptedJudge(), lambda: NOON, earned=EVERY, bank=lambda: BANK)


def must_be_clear(result: Assessment) -> None:
    assert Assessment.model_validate_json(result.model_dump_json()) == result
    for found in result.dimensions:
        assert (found.score is None) == (found.null_reason is not None), found.name
        assert found.score is None or 0 <= found.score <= 100
    assert result.feedback.detailed_feedback
    assert (result.overall_score is None) == (result.summary_word is not None)


@pytest.mark.parametrize("made", [offline, judge], ids=["rules", "judge"])
@pytest.mark.parametrize("name", CASES)
async def test_any_interview_ends_in_a_clear_result(name: str, made: object) -> None:
    assessor: Assessor = made()  # type: ignore[operator]
    result = await assessor.assess(session(), CASES[name])
    must_be_clear(result)
    if name in NULL:
        assert result.overall_score is None
        assert result.score("relevance") is None
    elif name in ZERO:
        content = [result.score(d) for d in ("relevance", "technical_accuracy", "structure")]
        assert made is judge or content == [0, 0, 0]
    else:
        assert result.score("relevance") is not None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(BANK), turns), max_size=4))
def test_any_turns_at_any_times_end_in_a_clear_result(
    said: list[tuple[Question, Interaction]],
) -> None:
    log = Log()
    for number, (asked, turn) in enumerate(said, 1):
        log.asks(asked)
        log.turns.append(
            replace(turn, id=100 + number, question_number=number, question_id=asked.id)
        )
    assessor = OfflineAssessor(lambda: NOON, lambda: BANK)
    result = assessor.assess_now(session(*(asked for asked, _ in said)), log.turns)
    must_be_clear(result)
    assert result == assessor.assess_now(session(*(asked for asked, _ in said)), log.turns)


async def test_bad_times_make_delivery_null_and_leave_content_alone() -> None:
    clean = await offline().assess(session(), all_to(SAID))
    for name in ("missing times", "times that are no numbers", "times of another century"):
        result = await offline().assess(session(), CASES[name])
        assert result.score("pace") is None
        assert result.group_scores["content"] == clean.group_scores["content"], name


@pytest.mark.parametrize(
    "observed",
    [
        CameraCounts(math.nan, 1, 1, 1, 1, 1),
        CameraCounts(-10, 1, 1, 1, 1, 1),
        CameraCounts(0, 0, 0, 0, 0, 0),
        CameraCounts(60, 90, 90, 90, 90, 90),
        CameraCounts(math.inf, 1, 1, 1, 1, 1),
    ],
)
async def test_an_impossible_observation_is_null_with_its_reason(observed: CameraCounts) -> None:
    asked = session()
    seen = replace(asked, observation=observed, request=replace(asked.request, camera_opt_in=True))
    result = await offline().assess(seen, interview((MOTIVATION, MOTIVATION.outline)).turns)
    panel = [d for d in result.dimensions if d.group == "non_verbal"]
    assert len(panel) == 3
    assert all(d.score is None and d.null_reason for d in panel)
