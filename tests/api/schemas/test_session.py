"""An interaction over the wire."""

from dataclasses import replace
from datetime import UTC, datetime

from api.schemas.session import InteractionAnswer
from core.turn import Interaction, Role, Word
from tests.scoring.timeline import measure_turn

TEXT = "We um moved it, you know, in May."


def an_answer(words: tuple[Word, ...]) -> InteractionAnswer:
    """Return the wire form of a measured answer."""
    turn = Interaction(
        session_id=1,
        item_id="item",
        role=Role.USER,
        content=TEXT,
        created_at=datetime(2026, 1, 5, tzinfo=UTC),
        words=words,
        asr_verbatim=True,
        offset_seconds=10.0,
        duration_seconds=4.0,
    )
    return InteractionAnswer.of(replace(turn, delivery=measure_turn(turn)))


def test_fillers_come_with_the_moments_they_began() -> None:
    words = tuple(Word(w, 10.0 + i / 2, 10.4 + i / 2) for i, w in enumerate(TEXT.split()))
    fillers = an_answer(words).fillers
    assert fillers is not None
    assert [(f.word, f.start_seconds) for f in fillers] == [("um", 10.5), ("you know", 12.0)]


def test_without_times_of_words_there_are_counts_and_no_moments() -> None:
    answer = an_answer(())
    assert answer.filler_words == {"um": 1, "you know": 1}
    assert answer.fillers is None
