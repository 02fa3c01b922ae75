"""A spoken turn becomes a stored one on the interview's clock."""

from dataclasses import replace

import pytest

from agent.heard_turn import TALKED_OVER, heard_interaction, merged
from agent.speech.transcript import HeardWord, RecognisedTurn
from core.plan import QuestionKind
from core.turn import Artifact, ArtifactKind, Interaction, TimingBasis, TypingSegment
from language import of
from tests.agent.interviews import START

STREAM_STARTED = START.timestamp() + 2.0
TEXT = "well um I led the team and I wrote the plan for the whole migration of our billing system"


def spoken(first_second: float, text: str = TEXT, faults: tuple[str, ...] = ()) -> RecognisedTurn:
    words = text.split()
    return RecognisedTurn(
        text=text,
        words=tuple(
            HeardWord(word, first_second + 0.7 * i, first_second + 0.7 * i + 0.5)
            for i, word in enumerate(words)
        ),
        speech_segments=((first_second, first_second + 0.7 * len(words)),),
        stream_started_at=STREAM_STARTED,
        faults=faults,
        latency={"transcription_seconds": 0.3},
        decided_by="complete",
        provider="groq",
    )


def heard(turn: RecognisedTurn | None, text: str = TEXT, item_id: str = "a") -> Interaction:
    return heard_interaction(
        session_id=7,
        item_id=item_id,
        text=text,
        turn=turn,
        started_at=START,
        created_at=START,
        language=of("en"),
        question_number=1,
        question_id="behavioral-x",
        kind=QuestionKind.PAST_BEHAVIOUR,
        question_ended_seconds=8.0,
        metrics={"end_of_turn_delay": 0.5},
    )


def test_times_count_from_the_interviews_start() -> None:
    interaction = heard(spoken(10.0))
    assert interaction.offset_seconds == pytest.approx(12.0)
    assert interaction.words[0].start_seconds == pytest.approx(12.0)
    assert interaction.duration_seconds == pytest.approx(0.7 * 19, abs=0.01)
    assert interaction.response_time_seconds == pytest.approx(4.0)
    assert interaction.timing_basis is TimingBasis.WORDS_AND_VOICE_ACTIVITY
    assert interaction.latency == {"end_of_turn_delay": 0.5, "transcription_seconds": 0.3}
    assert interaction.tool_results[0] == {"end_of_turn": "complete", "recogniser": "groq"}


def test_it_is_measured_when_it_is_heard() -> None:
    delivery = heard(spoken(10.0)).delivery
    assert delivery is not None
    assert delivery.words_per_minute is not None
    assert delivery.filler_words.get("um") == 1


def test_typed_words_have_no_times_and_say_so() -> None:
    interaction = heard(None)
    assert interaction.timing_basis is TimingBasis.NONE
    assert interaction.delivery is not None
    assert interaction.delivery.words_per_minute is None
    assert "words_per_minute" in interaction.not_measured


def test_two_halves_of_an_answer_become_one_turn_measured_anew() -> None:
    first, more = heard(spoken(10.0)), heard(spoken(30.0, faults=("groq: timeout",)), item_id="b")
    whole = merged(
        first,
        more,
        language=of("en"),
        kind=QuestionKind.PAST_BEHAVIOUR,
        question_ended_seconds=8.0,
        talked_over=False,
    )
    assert whole.item_id == "a"
    assert whole.content == f"{TEXT} {TEXT}"
    assert whole.duration_seconds == pytest.approx(20.0 + 0.7 * 19, abs=0.01)
    assert whole.delivery is not None
    assert whole.delivery.word_count == 2 * first.delivery.word_count  # type: ignore[union-attr]
    assert whole.faults == ("groq: timeout",)


def test_an_answer_that_was_talked_over_says_so() -> None:
    first, more = heard(spoken(10.0)), heard(spoken(30.0), item_id="b")
    whole = merged(
        first, more, language=of("en"), kind=None, question_ended_seconds=8.0, talked_over=True
    )
    assert whole.faults == (TALKED_OVER,)


def test_the_words_that_the_recogniser_doubted_stay_with_the_turn_and_its_other_half() -> None:
    sure = heard(spoken(2.0))
    assert sure.doubted == frozenset()
    first = heard(replace(spoken(2.0), doubted=frozenset({"wrists"})))
    more = heard(replace(spoken(9.0), doubted=frozenset({"ledger"})), item_id="b")
    assert first.doubted == {"wrists"}
    whole = merged(
        first, more, kind=None, question_ended_seconds=None, talked_over=False, language=of("en")
    )
    assert whole.doubted == {"wrists", "ledger"}


def test_two_halves_of_an_answer_keep_the_later_pane_and_all_keys() -> None:
    old, new = (Artifact(kind=ArtifactKind.CODE, content=content) for content in ("a", "b"))
    keys = TypingSegment(12.0, 13.0), TypingSegment(30.0, 31.0)
    first = replace(heard(spoken(10.0)), artifact=old, typing=keys[:1])
    for later, stands in ((new, new), (None, old)):
        more = replace(heard(spoken(40.0), item_id="b"), artifact=later, typing=keys[1:])
        whole = merged(
            first,
            more,
            language=of("en"),
            kind=None,
            question_ended_seconds=8.0,
            talked_over=False,
        )
        assert (whole.artifact, whole.typing) == (stands, keys)
