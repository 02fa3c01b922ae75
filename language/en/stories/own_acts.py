"""Which of some kind of acts a speaker names as their own."""

from language.en.text.lexicon import listed
from language.en.text.tokens import sentences, stem

LEADING = listed(
    """
    lead initiated organised organized delegated mentored coached trained hired convinced
    persuaded aligned prioritised prioritized motivated proposed assigned escalated championed
    drive launched founded guided supervised chaired onboarded negotiated coordinated
    facilitated decided empowered introduced presented owned
    """
)
SHARING = listed(
    """
    helped supported paired collaborated shared listened asked discussed agreed compromised
    thanked credited involved included apologised apologized mediated reviewed offered invited
    consulted explained teach welcomed joined partnered acknowledged adapted covered resolved
    reached talked sit
    """
)
_LEMMAS = {"led": "lead", "drove": "drive", "taught": "teach", "sat": "sit"}
_OTHER_SUBJECTS = listed("he she they we who which everyone everybody")
_REACH = 8


def stems_of(verbs: frozenset[str]) -> frozenset[str]:
    """Return the stems of verbs, as `own_acts` compares them."""
    return frozenset(map(stem, verbs))


def own_acts(text: str, verbs: frozenset[str]) -> dict[str, tuple[str, str]]:
    """Return the different acts of "I" among verbs given by their stems.

    By stem, in the order of telling: the word as it was said and the sentence that says it.
    """
    shown: dict[str, tuple[str, str]] = {}
    for sentence in sentences(text):
        reach = 0
        for token in sentence.tokens:
            word = token.word
            if word == "i" or word.startswith("i'"):
                reach = _REACH
            elif word in _OTHER_SUBJECTS:
                reach = 0
            elif word in ("and", "then") and reach > 0:
                reach = _REACH
            elif reach > 0:
                lemma = _LEMMAS.get(word) or stem(word)
                if lemma in verbs:
                    shown.setdefault(lemma, (word, sentence.text))
                reach -= 1
    return shown
