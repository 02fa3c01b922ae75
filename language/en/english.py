"""English, as the interviewer and the measures ask for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from language.doubted import plain_words
from language.en.requests import intents
from language.en.requests.foreign import Languages, load_languages
from language.en.resumes.employers import NAMES_NOTHING
from language.en.speech import completeness, hedges, sentiment, sounds, time_asked
from language.en.speech.fillers import count_style_words, find_fillers, lexical_word_count
from language.en.speech.spoken_words import spoken_turn
from language.en.stories import actions, anchors, contradiction, star, statements
from language.en.text import figures, key_points, names, tokens
from language.en.text.lexicon import STOP_WORDS
from language.en.text.sentences import last_question, split_sentences
from language.en.text.subjects import subjects_of
from language.en.text.vocabulary import COMMON, COMMON_STEMS, EVERYDAY, WORKING_LIFE, content_stems
from language.observed import StoryMarks, Vocabulary
from language.port import Language

_VOCABULARY = Vocabulary(COMMON, COMMON_STEMS, EVERYDAY, WORKING_LIFE, NAMES_NOTHING)


@dataclass(frozen=True)
class English:
    """`language.port.Language` by the modules of this folder; what each does stands there."""

    code: str = "en"
    vocabulary: Vocabulary = _VOCABULARY
    requests: intents.Intents = field(default_factory=intents.load_intents)
    others: Languages = field(default_factory=load_languages)

    words = staticmethod(tokens.words)
    stem = staticmethod(tokens.stem)
    content_stems = staticmethod(content_stems)
    sentences = staticmethod(split_sentences)
    last_question = staticmethod(last_question)
    are_no_words = staticmethod(sounds.mostly_no_words)

    key_points_said = staticmethod(key_points.hit_key_points)
    own_act_count = staticmethod(actions.own_action_count)
    guesses = staticmethod(intents.guesses)
    anchors = staticmethod(anchors.find_anchors)
    statements = staticmethod(statements.find_statements)
    contradiction = staticmethod(contradiction.find_contradiction)

    is_backchannel = staticmethod(completeness.is_backchannel)
    completeness = staticmethod(completeness.completeness)
    subjects_of = staticmethod(subjects_of)

    spoken = staticmethod(spoken_turn)
    lexical_word_count = staticmethod(lexical_word_count)
    fillers = staticmethod(find_fillers)
    style_words = staticmethod(count_style_words)
    hedges = staticmethod(hedges.find_hedges)
    sentiment = staticmethod(sentiment.sentiment)
    asks_for_time = staticmethod(time_asked.asks_for_time)

    def plain_words(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the words that carry content as they are compared."""
        return plain_words(texts, STOP_WORDS)

    def is_foreign(self, utterance: str) -> bool:
        """Return whether an utterance is in another language than English."""
        return self.others.foreign(utterance)

    def is_another_language(self, text: str) -> bool:
        """Return whether a text as a whole is clearly not English."""
        return self.others.is_another(text)

    def story(self, text: str) -> StoryMarks:
        """Return how far situation, task, action and result are told."""
        told = star.mark_star(text)
        return StoryMarks(told.situation.mark, told.task.mark, told.action.mark, told.result.mark)

    def tells_of_us_alone(self, text: str) -> bool:
        """Return whether whatever was done is told of "we", and nothing of "I"."""
        subjects = {action.subject for action in actions.past_actions(text)}
        return subjects == {"we"} and actions.tells_of_us(text)

    def specific_count(self, text: str) -> int:
        """Return how many figures and names a text has."""
        return len(names.names_within(text)) + figures.count_figures(text)


ENGLISH: Language = English()
