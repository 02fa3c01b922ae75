"""Whether an answer is about the subject of another question of the bank, and of which."""

import math
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.plan import Question, QuestionKind
from language.en.text.lexicon import STOP_WORDS
from language.en.text.tokens import stem
from language.en.text.vocabulary import COMMON_STEMS

LEAST_STEMS = 8
"""An answer with fewer words of its own is about nothing for sure."""
TIMES_AS_MUCH = 2.0
"""So many times the weight of what it has of its own question, it has of the other's."""
MORE_BY = 12.0
"""And so much more: about three words that no other question has."""

_WORD = re.compile(r"[a-z][a-z0-9+#]*(?:'[a-z]+)?")
_KINDS = frozenset({QuestionKind.TECHNICAL, QuestionKind.PROBLEM})
"""What asks for knowledge. A story may be about anything, and fit all the same."""


@dataclass(frozen=True, slots=True)
class BankSubjects:
    """The words of the bank's questions by id, their subjects, and what each word weighs.

    A word weighs the more the fewer questions have it: the logarithm of all questions over those
    (inverse document frequency; Spärck Jones, 1972).
    """

    vocabularies: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    weights: Mapping[str, float]

    def elsewhere(self, stems: frozenset[str], question: Question) -> str | None:
        """Return the subject that an answer of these `stems` is about instead of the question's.

        Null where it is the question's own, where that is not sure, and for questions that are not
        of the bank: there is nothing to hold their words against.
        """
        own = self.vocabularies.get(question.id)
        if own is None or question.kind not in _KINDS or len(stems - COMMON_STEMS) < LEAST_STEMS:
            return None
        least = max(TIMES_AS_MUCH * self._weight(stems & own), self._weight(stems & own) + MORE_BY)
        weighed = {
            name: self._weight(stems & words)
            for name, words in self.vocabularies.items()
            if self.names[name] != question.competency
        }
        best = max(weighed, key=weighed.__getitem__)
        return self.names[best] if weighed[best] >= least else None

    def _weight(self, stems: frozenset[str]) -> float:
        return sum(self.weights.get(stem, 0.0) for stem in stems)


def subjects_of(bank: Sequence[Question]) -> BankSubjects:
    """Return the subjects of a bank of questions, the words that say little left out."""
    asking = [question for question in bank if question.kind in _KINDS]
    kept = {question.id: _words(question) for question in asking}
    spread = Counter(stem for stems in kept.values() for stem in stems)
    weights = {stem: math.log(len(kept) / n) for stem, n in spread.items()}
    return BankSubjects(kept, {question.id: question.competency for question in asking}, weights)


def _words(question: Question) -> frozenset[str]:
    points = (text for point in question.key_points for text in (point.text, *point.phrasings))
    told = " ".join((question.text, question.outline, *question.hints, *points))
    # by hand, so that no cache keeps the whole bank in its memory
    stems = {stem(word) for word in _WORD.findall(told.lower()) if word not in STOP_WORDS}
    return frozenset(sys.intern(one) for one in stems - COMMON_STEMS)
