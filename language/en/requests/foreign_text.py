"""Whether a text is in the interview's language, by its most frequent words and its script."""

import unicodedata

from language.en.text.lexicon import STOP_WORDS, listed
from language.en.text.tokens import words

_FOREIGN = listed(
    """
    el la los las una uno que y en es por con para del se lo como mi pero su al más muy yo había
    le les des et est une dans pour qui pas sur avec sont nous vous je j'ai c'est était mais ou au
    der die das und ist ich nicht ein eine einen dem den zu mit auf für wir sie war habe haben auch
    il gli che di per non sono della nel ho ma anche questo
    o os as um uma não para com do da em eu foi mas
    het een van ik niet dat wij zijn voor met maar op te ook
    """
)
_ENOUGH_WORDS = 8
_FOREIGN_SHARE = 0.15


def is_another_language(text: str) -> bool:
    """Return whether a text is clearly not English.

    English when in doubt: names, code and lists of keywords have few frequent words of any
    language and must be scored as what they are.
    """
    if not text.isascii():
        letters = [char for char in text if char.isalpha()]
        latin = sum(char.isascii() or "LATIN" in unicodedata.name(char, "") for char in letters)
        if latin < 0.7 * len(letters):
            return True
    spoken = words(text)
    if len(spoken) < _ENOUGH_WORDS:
        return False
    foreign = sum(word in _FOREIGN and word not in STOP_WORDS for word in spoken)
    english = sum(word in STOP_WORDS for word in spoken)
    return foreign >= _FOREIGN_SHARE * len(spoken) and foreign > english
