"""What was measured of the candidate's answers, by question."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from api.schemas.session import QuestionAnalysis
from core.turn import Interaction, Role, TimingBasis


def answers(history: Sequence[Interaction]) -> list[Interaction]:
    """Return the candidate's turns that answer a question, in the order of the questions."""
    given = [
        turn
        for turn in history
        if turn.role is Role.USER and turn.question_number > 0 and not turn.is_gap
    ]
    return sorted(given, key=lambda turn: turn.question_number)


def answered_questions(history: Sequence[Interaction]) -> int:
    """Return how many questions have at least one answer."""
    return len({turn.question_number for turn in answers(history)})


def analyse(history: Sequence[Interaction]) -> dict[str, QuestionAnalysis]:
    """Return `question_n` → measures over all answers to that question."""
    return {
        f"question_{number}": _of(list(turns))
        for number, turns in groupby(answers(history), key=lambda turn: turn.question_number)
    }


def _of(turns: list[Interaction]) -> QuestionAnalysis:
    spoken = [turn for turn in turns if turn.timing_basis is not TimingBasis.NONE]
    deliveries = [turn.delivery for turn in spoken if turn.delivery is not None]
    talks = [
        (measured.lexical_word_count, measured.talk_seconds)
        for measured in deliveries
        if measured.talk_seconds and measured.words_per_minute is not None
    ]
    talk_seconds = sum(seconds for _, seconds in talks if seconds)
    fillers = [d.filler_word_count for d in deliveries if d.filler_word_count is not None]
    by_word = Counter[str]()
    for measured in deliveries:
        by_word.update(measured.filler_words)
    return QuestionAnalysis(
        response_length=sum(len(turn.content) for turn in turns),
        word_count=sum(len(turn.content.split()) for turn in turns),
        timestamp=turns[-1].created_at,
        words_per_minute=(
            round(60 * sum(words for words, _ in talks) / talk_seconds, 1) if talk_seconds else None
        ),
        filler_word_count=sum(fillers) if fillers else None,
        filler_words=dict(by_word) if fillers else None,
    )
