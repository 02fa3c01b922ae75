"""What the interviewer and the measures ask of a human language. One implementation: `en/`.

Each part is its own protocol, so that who needs to know whether a sentence sounds finished does
not depend on who counts hedges.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from core.plan import Claim, KeyPoint, Question, QuestionKind
from core.turn import Word
from language.observed import (
    Anchors,
    Completeness,
    Contradiction,
    Meaning,
    Statement,
    StoryMarks,
    Vocabulary,
)
from language.spoken import Filler, Hedges, SpokenTurn, SpokenWord


class Requests(Protocol):
    """Tells what is asked of the interviewer, or of the program, from answers."""

    def meaning(self, utterance: str, asked: str = "") -> Meaning:
        """Return what an utterance means; `asked` is what the interviewer said last."""

    def attempts_injection(self, text: str) -> bool:
        """Return whether a text gives orders to the program."""

    def without_injection(self, text: str) -> str:
        """Return the text without the sentences that give orders to the program."""

    def is_question(self, sentence: str) -> bool:
        """Return whether a sentence asks something, with a question mark or by its words."""


class Subjects(Protocol):
    """The subjects of a bank of questions, by their words."""

    def elsewhere(self, stems: frozenset[str], question: Question) -> str | None:
        """Return the subject that an answer of these `stems` is about instead of the question's.

        Null where it is the question's own, or where that is not sure.
        """


class TextLanguage(Protocol):
    """Text as words, sentences and what they stand for."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Words that tell nothing about a subject."""

    def words(self, text: str) -> list[str]:
        """Return the words of a text in lower case."""

    def stem(self, word: str) -> str:
        """Return what the inflected forms of a lower-case word have in common."""

    def plain_words(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the words that carry content, small and without marks, as they are compared."""

    def content_stems(self, text: str) -> frozenset[str]:
        """Return the stems of a text's words that carry content."""

    def sentences(self, text: str) -> list[str]:
        """Return the sentences of a text, each with its closing punctuation."""

    def last_question(self, text: str) -> str | None:
        """Return the last sentence that asks something, or null if none does."""

    def is_foreign(self, utterance: str) -> bool:
        """Return whether an utterance is in another language than this."""

    def are_no_words(self, spoken: Sequence[str]) -> bool:
        """Return whether most of some words are letters that somebody hit."""


class AnswerLanguage(Protocol):
    """What an answer says."""

    def key_points_said(self, text: str, points: Sequence[KeyPoint]) -> tuple[bool, ...]:
        """Return for each key point, in order, whether the text says it."""

    def story(self, text: str) -> StoryMarks:
        """Return how far situation, task, action and result are told."""

    def own_act_count(self, text: str) -> int:
        """Return how many past actions the speaker names as their own."""

    def tells_of_us_alone(self, text: str) -> bool:
        """Return whether whatever was done is told of a group, and nothing of the speaker."""

    def specific_count(self, text: str) -> int:
        """Return how many figures and names a text has."""

    def guesses(self, text: str) -> bool:
        """Return whether a text names something after saying that it may be wrong."""

    def anchors(self, text: str, heard: frozenset[str]) -> Anchors:
        """Return what a follow-up can pick up; `heard` are the stems of the question."""

    def statements(self, text: str) -> tuple[Statement, ...]:
        """Return the clauses that tell of the speaker and can be said back."""

    def contradiction(self, text: str, claims: Sequence[Claim]) -> Contradiction | None:
        """Return the first claim that the text plainly speaks against, or null."""


class TurnTaking(Protocol):
    """Whether somebody has finished, and what of their words counts."""

    def is_backchannel(self, text: str) -> bool:
        """Return whether words said over somebody only say "I am listening"."""

    def plain_words(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the words that carry content, small and without marks, as they are compared."""

    def completeness(self, text: str) -> Completeness:
        """Return how finished a transcript sounds."""

    def story(self, text: str) -> StoryMarks:
        """Return how far a story is told."""


class SpeechLanguage(Protocol):
    """How a turn is worded and spoken: what its delivery is measured by."""

    def spoken(self, content: str, recognised: Sequence[Word]) -> SpokenTurn:
        """Return a turn's words, timed where the recognised words cover the content."""

    def is_another_language(self, text: str) -> bool:
        """Return whether a text as a whole is clearly not in this language."""

    def lexical_word_count(self, spoken: Sequence[SpokenWord]) -> int:
        """Return the number of words without hesitations and immediate repetitions."""

    def fillers(self, spoken: Sequence[SpokenWord]) -> list[Filler]:
        """Return the fillers of a turn in order."""

    def style_words(self, spoken: Sequence[SpokenWord]) -> dict[str, int]:
        """Return how often each word was used that is often a filler and cannot be told."""

    def hedges(self, text: str, kind: QuestionKind | None) -> Hedges:
        """Return the weighted hedges of a text that answers a question of this kind."""

    def own_act_count(self, text: str) -> int:
        """Return how many past actions the speaker names as their own."""

    def sentiment(self, text: str) -> float | None:
        """Return the sentiment of a text from -1 to 1, or null if it cannot be told."""

    def asks_for_time(self, spoken: Sequence[str]) -> bool:
        """Return whether the last of some words ask for time to think."""


class Language(TextLanguage, AnswerLanguage, TurnTaking, SpeechLanguage, Protocol):
    """One human language."""

    @property
    def code(self) -> str:
        """Its code of ISO 639-1."""

    @property
    def requests(self) -> Requests:
        """What is asked in it."""

    def subjects_of(self, bank: Sequence[Question]) -> Subjects:
        """Return the subjects of a bank of questions."""
