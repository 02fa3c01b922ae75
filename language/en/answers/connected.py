"""How far a text holds together as English: phrases that go on, linking words, capitals.

In a word salad, words that open a phrase are followed by words that cannot continue it ("the of",
"with was"); ordinary speech has almost none of these. A bare list has hardly any words between its
key words.
"""

from language.en.text.lexicon import STOP_WORDS, listed
from language.en.text.tokens import sentences, words

_LEAST_OPENERS = 8
_LEAST_WORDS = 15
_LEAST_CAPITALS = 3
_DETERMINERS = listed("a an the my our your their")
_PREPOSITIONS = listed("of at for with from by into")
_SUBJECTS = listed("i we he she they")
_VERBS = listed("am is are was were be been has have had do does did can could will would should")
_JOINING = listed("and or but because if that than")
_NOT_AFTER_DETERMINER = (
    _DETERMINERS | _PREPOSITIONS | _SUBJECTS | _VERBS | _JOINING | listed("to in on it so as this")
) - listed("can will do")
_NOT_AFTER_PREPOSITION = (
    _SUBJECTS | (_VERBS - listed("do")) | listed("and or but because to of at for with by")
)
_NOT_AFTER_SUBJECT = (
    _DETERMINERS | _PREPOSITIONS | (_SUBJECTS - listed("i")) | listed("to in on be been than")
)
_OPENERS = (
    (_DETERMINERS, _NOT_AFTER_DETERMINER),
    (_PREPOSITIONS, _NOT_AFTER_PREPOSITION),
    (_SUBJECTS, _NOT_AFTER_SUBJECT),
)


def linking_share(text: str) -> float:
    """Return the share (0-1) of words without content of their own; 1 where too few can tell."""
    said = words(text)
    if len(said) < _LEAST_WORDS:
        return 1.0
    return sum(word in STOP_WORDS for word in said) / len(said)


def broken_share(text: str) -> float:
    """Return the share (0-1) of words opening a phrase whose next word cannot continue it.

    0 for a text with too few such words to tell.
    """
    openers = broken = 0
    for sentence in sentences(text):
        said = [token.word for token in sentence.tokens]
        for word, following in zip(said, said[1:], strict=False):
            for opening, impossible in _OPENERS:
                if word in opening:
                    openers += 1
                    broken += following in impossible and following != word
    return broken / openers if openers >= _LEAST_OPENERS else 0.0


def misplaced_capitals(text: str) -> float | None:
    """Return the share (0-1) of capital linking words ("The", "So") that begin no sentence.

    None for a text with too few of them to tell; "I" is a capital everywhere.
    """
    placed = misplaced = 0
    for sentence in sentences(text):
        for at, token in enumerate(sentence.tokens):
            written = text[token.start : token.end]
            if written[0].isupper() and token.word in STOP_WORDS and not _is_first_person(written):
                placed += at == 0
                misplaced += at > 0
    capitals = placed + misplaced
    return misplaced / capitals if capitals >= _LEAST_CAPITALS else None


def _is_first_person(written: str) -> bool:
    return written == "I" or written.startswith(("I'", "I’"))
