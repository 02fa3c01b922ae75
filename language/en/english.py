"""English, as the interviewer and the measures ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.plan import Claim, KeyPoint, QuestionKind
from core.turn import Word
from language.en.requests.foreign import Languages, load_languages
from language.en.requests.intents import Intents, guesses, load_intents
from language.en.resumes.employers import NAMES_NOTHING
from language.en.speech.completeness import completeness
from language.en.speech.fillers import count_style_words, find_fillers, lexical_word_count
from language.en.speech.hedges import find_hedges
from language.en.speech.sentiment import sentiment
from language.en.speech.sounds import mostly_no_words
from language.en.speech.spoken_words import spoken_turn
from language.en.speech.time_asked import asks_for_time
from language.en.stories.actions import own_action_count, past_actions, tells_of_us
from language.en.stories.anchors import find_anchors
from language.en.stories.contradiction import find_contradiction
from language.en.stories.star import mark_star
from language.en.stories.statements import find_statements
from language.en.text.figures import count_figures
from language.en.text.key_points import hit_key_points
from language.en.text.names import names_within
from language.en.text.sentences import last_question, split_sentences
from language.en.text.tokens import stem, words
from language.en.text.vocabulary import COMMON, COMMON_STEMS, EVERYDAY, WORKING_LIFE, content_stems
from language.observed import (
    Anchors,
    Completeness,
    Contradiction,
    Statement,
    StoryMarks,
    Vocabulary,
)
from language.spoken import Filler, Hedges, SpokenTurn, SpokenWord

_VOCABULARY = Vocabulary(COMMON, COMMON_STEMS, EVERYDAY, WORKING_LIFE, NAMES_NOTHING)


@dataclass(frozen=True)
class English:
    """`language.port.Language` by the modules of this folder; what each does stands there."""

    code: str = "en"
    vocabulary: Vocabulary = _VOCABULARY
    requests: Intents = field(default_factory=load_intents)
    others: Languages = field(default_factory=load_languages)

    def words(self, text: str) -> list[str]:
        return words(text)

    def stem(self, word: str) -> str:
        return stem(word)

    def content_stems(self, text: str) -> frozenset[str]:
        return content_stems(text)

    def sentences(self, text: str) -> list[str]:
        return split_sentences(text)

    def last_question(self, text: str) -> str | None:
        return last_question(text)

    def is_foreign(self, utterance: str) -> bool:
        return self.others.foreign(utterance)

    def is_another_language(self, text: str) -> bool:
        return self.others.is_another(text)

    def are_no_words(self, spoken: Sequence[str]) -> bool:
        return mostly_no_words(spoken)

    def key_points_said(self, text: str, points: Sequence[KeyPoint]) -> tuple[bool, ...]:
        return hit_key_points(text, points)

    def story(self, text: str) -> StoryMarks:
        told = mark_star(text)
        return StoryMarks(told.situation.mark, told.task.mark, told.action.mark, told.result.mark)

    def own_act_count(self, text: str) -> int:
        return own_action_count(text)

    def tells_of_us_alone(self, text: str) -> bool:
        subjects = {action.subject for action in past_actions(text)}
        return subjects == {"we"} and tells_of_us(text)

    def specific_count(self, text: str) -> int:
        return len(names_within(text)) + count_figures(text)

    def guesses(self, text: str) -> bool:
        return guesses(text)

    def anchors(self, text: str, heard: frozenset[str]) -> Anchors:
        return find_anchors(text, heard)

    def statements(self, text: str) -> tuple[Statement, ...]:
        return find_statements(text)

    def contradiction(self, text: str, claims: Sequence[Claim]) -> Contradiction | None:
        return find_contradiction(text, claims)

    def completeness(self, text: str) -> Completeness:
        return completeness(text)

    def spoken(self, content: str, recognised: Sequence[Word]) -> SpokenTurn:
        return spoken_turn(content, recognised)

    def lexical_word_count(self, spoken: Sequence[SpokenWord]) -> int:
        return lexical_word_count(spoken)

    def fillers(self, spoken: Sequence[SpokenWord]) -> list[Filler]:
        return find_fillers(spoken)

    def style_words(self, spoken: Sequence[SpokenWord]) -> dict[str, int]:
        return count_style_words(spoken)

    def hedges(self, text: str, kind: QuestionKind | None) -> Hedges:
        return find_hedges(text, kind)

    def sentiment(self, text: str) -> float | None:
        return sentiment(text)

    def asks_for_time(self, spoken: Sequence[str]) -> bool:
        return asks_for_time(spoken)


ENGLISH = English()
