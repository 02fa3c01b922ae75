"""An answer without what answers nothing: sentences that say the question again, and asides.

The first share the words of the question. Asides are of any question: "I hope that makes sense",
"as I said before", "my name is Ada", "I gave the situation, the task, my actions, the reasons and
the result".
"""

from functools import cache, lru_cache

from language.en.answers.asides import is_of_the_answer
from language.en.requests.foreign import is_another_language
from language.en.speech.content_words import content_words
from language.en.text.lexicon import STOP_WORDS
from language.en.text.tokens import Sentence, sentences, stem
from prompts.loader import load_yaml
from scoring.evidence.tuned import EVIDENCE


def without_asides(text: str) -> str:
    """Return the text without what says nothing to any question.

    These are sentences that speak of the answer itself, that only say a name, that are in another
    language, or that recite the rubric: seven tenths of their content words, and at least five,
    are words of its rules and checks.
    """
    return " ".join(sentence.text for sentence in sentences(text) if not _is_aside(sentence))


def _is_aside(sentence: Sentence) -> bool:
    said = sentence.text.rstrip(" .!?…")
    return bool(
        is_of_the_answer(said)
        or is_another_language(said)
        or _repeats(sentence, _words_of_the_rubric(), EVIDENCE.least_recited)
    )


@cache
def _words_of_the_rubric() -> frozenset[str]:
    """Return the stems of what the rubric looks for, as far as it is judged and not counted."""
    judged = [d for d in load_yaml("rubrics/rubric.yaml")["dimensions"] if not d.get("computed")]
    texts = [text for d in judged for text in (d["title"], d["rule"], *d["checks"].values())]
    return frozenset(map(stem, content_words(" ".join(texts))))


def without_echo(text: str, *asked: str) -> str:
    """Return the text without sentences that repeat what was asked.

    A sentence repeats it if seven tenths of its content words, and at least three, are its words,
    or if it is one of its sentences.
    """
    known = [_stems(one) for one in asked]
    asked_so = frozenset().union(*map(_sentences, asked))
    return " ".join(
        s.text
        for s in sentences(text)
        if _words(s) not in asked_so
        and not any(_repeats(s, one, EVIDENCE.echo_words) for one in known)
    )


@lru_cache(maxsize=1024)
def _sentences(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(map(_words, sentences(text)))


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(token.word for token in sentence.tokens)


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, content_words(text)))


def _repeats(sentence: Sentence, known: frozenset[str], least: int) -> bool:
    """Return whether seven tenths of a sentence's content words, and so many, are known ones."""
    said = {stem(token.word) for token in sentence.tokens if token.word not in STOP_WORDS}
    return len(said & known) >= max(least, EVIDENCE.repeated_share * len(said))
