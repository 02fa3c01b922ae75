"""The words that belong to a question."""

from dataclasses import dataclass

from core.plan import Question
from language.en.text.vocabulary import content_stems


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The question an utterance answers, with the words that belong to it."""

    question: Question
    vocabulary: frozenset[str]
    asked: frozenset[str]

    @staticmethod
    def of(question: Question) -> "QuestionWords":
        """Return the question with its vocabulary as stems."""
        parts = [
            question.text,
            question.competency,
            question.outline,
            *question.hints,
            *question.misconceptions,
            *question.probes.values(),
            *(point.text for point in question.key_points),
            *(phrasing for point in question.key_points for phrasing in point.phrasings),
        ]
        return QuestionWords(question, content_stems(" ".join(parts)), content_stems(question.text))
