"""Text as words: cleaning, tokens, sentences, clauses and stems.

Everything that counts or matches words goes through here, so that a quote, a key point and a
rate all mean the same thing by *word*.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]

from language.en.text.number_words import NUMBERS
from language.en.text.sentences import sentence_ends

_KEPT_TEXTS = 256  # one interview is read by a dozen measures, each of which needs its words
_TAG = re.compile(
    r"(?<![\w<])</?[a-zA-Z][a-zA-Z0-9:-]{0,30}(?:\s[^<>]{0,200})?/?>|</[a-zA-Z]{1,30}>"
)
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]+")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_](?:[^\W_]|['’](?=[^\W_]))*[+#]{0,2}")
_CLAUSE_MARK = re.compile(r"[,.;:!?…—–)][\"'”’]*$")
_NUMERALS = {word: str(value) for word, value in NUMBERS.items()}

# somebody's gender must not bring an answer nearer to a question
_PERSONS = {
    **dict.fromkeys(("man", "woman", "guy", "lady", "gentleman", "boy", "girl"), "person"),
    **dict.fromkeys(("men", "women", "guys", "ladies", "gentlemen", "boys", "girls"), "persons"),
    **dict.fromkeys(("himself", "herself"), "themself"),
}

# British spellings as American ones, which share their stems ("organisation", "behaviour")
_SPELLINGS = (
    (re.compile(r"^(\w{3,}(?<![cv]))is(?=(?:e[ds]?|ers?|ing|ations?)$)"), r"\1iz"),
    (re.compile(r"^(anal|paral|catal)ys(?=e[ds]?$|ing$)"), r"\1yz"),
    (re.compile(r"^(behavi|col|fav|flav|hon|lab|neighb|endeav)our"), r"\1or"),
    (re.compile(r"^(cancel|label|model|signal|travel)l(?=ed$|ing$|ers?$)"), r"\1"),
    (re.compile(r"^(program|catalog|dialog)(?:me|ue)(?=s?$)"), r"\1"),
    (re.compile(r"^(defen|licen)ce(?=s?$)"), r"\1se"),
    (re.compile(r"^centre(?=s?$)"), "center"),
)


class TextToken(NamedTuple):
    """One word in lower case, and where it stands in the text it came from."""

    word: str
    start: int
    end: int


class Sentence(NamedTuple):
    """One sentence as it was said, with its tokens (positions are those of the whole text).

    `cuts` holds the places of tokens that clause punctuation stands before.
    """

    text: str
    tokens: tuple[TextToken, ...]
    cuts: frozenset[int] = frozenset()


@lru_cache(maxsize=_KEPT_TEXTS)
def clean(text: str) -> str:
    """Return the text without markup tags, control and invisible characters, and double spaces.

    Lines that end without punctuation get a full stop, so that the lines of a typed answer stay
    sentences of their own.
    """
    lines = (
        _SPACE.sub(" ", _INVISIBLE.sub("", _CONTROL.sub(" ", line))).strip()
        for line in _LINE_BREAK.split(_TAG.sub(" ", text))
    )
    kept = [line for line in lines if line]
    return " ".join(
        [line if _CLAUSE_MARK.search(line) else f"{line}." for line in kept[:-1]] + kept[-1:]
    )


@lru_cache(maxsize=_KEPT_TEXTS)
def tokens(text: str) -> tuple[TextToken, ...]:
    """Return the words of a text in order; punctuation, symbols and markup are no words."""
    return tuple(
        TextToken(match.group().lower().replace("’", "'"), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [token.word for token in tokens(text)]


@lru_cache(maxsize=_KEPT_TEXTS)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences that hold at least one word, in order."""
    found: list[Sentence] = []
    start = 0
    all_tokens = tokens(text)
    position = 0
    for end in [*sentence_ends(text, transcript=True), len(text)]:
        first = position
        while position < len(all_tokens) and all_tokens[position].end <= end:
            position += 1
        if position > first:
            inside = tuple(all_tokens[first:position])
            cuts = frozenset(
                at
                for at, (before, token) in enumerate(pairwise(inside), start=1)
                if ends_clause(text[before.start : token.start])
            )
            found.append(Sentence(text[start:end].strip(), inside, cuts))
        start = end
    return tuple(found)


def ends_clause(word: str) -> bool:
    """Return whether a word as written carries punctuation that closes a clause."""
    return bool(_CLAUSE_MARK.search(word.strip()))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the English stem of a lower-case word, the same for British and American spelling.

    Words of numbers become digits, men and women persons.

    A stemmer is made for each new word because it keeps state while it works, and the live
    interview and an assessment may stem at the same moment in two threads.
    """
    word = _NUMERALS.get(word, word).removesuffix("'s")
    word = _PERSONS.get(word, word)
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return str(snowballstemmer.stemmer("english").stemWord(word))
