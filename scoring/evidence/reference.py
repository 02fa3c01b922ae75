"""How close an answer is to its question, against what the question bank holds.

TF-IDF cosine between an answer and a question's reference text (its wording, key points and the
role). It is read between two marks per question (`docs/formulas.md#relevance`): c0, the mean cosine
of reference answers to other questions, and c1, the cosine of the reference answer to this one.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from core.plan import Question
from language.en.speech.content_words import content_words
from language.en.text.concepts import concept
from language.en.text.tokens import stem
from prompts.interview_types import interview_types
from prompts.loader import load_questions
from scoring.evidence.tuned import EVIDENCE

_KEPT_TEXTS: Final = (
    1024  # the whole bank, since a plan with questions of its own is weighed against it
)


class Vector(NamedTuple):
    """Weights by stem, and the sum of their squares."""

    weights: Mapping[str, float]
    squares: float


def load_bank() -> tuple[Question, ...]:
    """Return every question of the bank, over all interview types."""
    return tuple(question for kind in interview_types() for question in load_questions(kind))


class References:
    """Reference cosines of a set of questions; words are weighted by how few questions use them."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions = {question.id: question for question in questions}
        documents = [
            {*_stems(_reference(q)), *_stems(_reference_answer(q))}
            for q in self._questions.values()
        ]
        found = Counter(word for document in documents for word in document)
        self._idf = {
            word: 1 + math.log((1 + len(documents)) / (1 + count)) for word, count in found.items()
        }
        self._marks: dict[str, tuple[float, float]] = {}
        self._vocabularies: dict[str, frozenset[str]] = {}
        self._answers = {q.id: self._vector(_reference_answer(q)) for q in self._questions.values()}

    def closeness(self, answer: str, question: Question, role: str = "") -> float:
        """Return how close an answer is to a question: 0 like answers to others, 1 like its own.

        `clamp((cos-c0)/(c1-c0), 0, 1)`; the question must be one of those given at the start.
        """
        reference = self._vector(f"{_reference(question)} {role}")
        cosine = _cosine(self._vector(answer), reference)
        low, high = self.marks(question)
        return max(0.0, min(1.0, (cosine - low) / max(high - low, EVIDENCE.least_spread)))

    def vocabulary(self, question: Question) -> frozenset[str]:
        """Return what the words stand for in which the bank speaks of a question."""
        if question.id not in self._vocabularies:
            text = f"{_reference(question)} {_reference_answer(question)}"
            self._vocabularies[question.id] = frozenset(map(concept, content_words(text)))
        return self._vocabularies[question.id]

    def marks(self, question: Question) -> tuple[float, float]:
        """Return c0 and c1 of a question."""
        if question.id not in self._marks:
            reference = self._vector(_reference(question))
            others = [
                _cosine(vector, reference)
                for other, vector in self._answers.items()
                if other != question.id
            ]
            low = sum(others) / len(others) if others else 0.0
            self._marks[question.id] = low, _cosine(self._answers[question.id], reference)
        return self._marks[question.id]

    def _vector(self, text: str) -> Vector:
        """Return weights by stem; a word no question uses has the weight of one that all use."""
        weights = {
            word: (1 + math.log(count)) * self._idf.get(word, 1.0)
            for word, count in Counter(_stems(text)).items()
        }
        return Vector(weights, sum(weight**2 for weight in weights.values()))


@lru_cache(maxsize=_KEPT_TEXTS)
def _stems(text: str) -> tuple[str, ...]:
    return tuple([stem(word) for word in content_words(text)])


def _reference(question: Question) -> str:
    points = (part for point in question.key_points for part in (point.text, *point.phrasings))
    return " ".join((question.text, question.competency, *points))


def _reference_answer(question: Question) -> str:
    """Return the outline: what a strong answer to the question says, in sentences."""
    return question.outline


def _cosine(first: Vector, second: Vector) -> float:
    norms = math.sqrt(first.squares * second.squares)
    if not norms:
        return 0.0
    other = second.weights
    return sum(weight * other.get(word, 0.0) for word, weight in first.weights.items()) / norms
