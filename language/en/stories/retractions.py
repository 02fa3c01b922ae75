"""Sentences that take back what was said, told by what they are made of and not by their order.

Such a sentence is short, points at what was said ("that", "every word of it"), says now that it is
false or to be left aside, and has hardly a word of its own besides: "none of that is easy" says
something, "everything I told the client was wrong" is a story.
"""

from language.en.text.lexicon import STOP_WORDS, listed
from language.en.text.tokens import Sentence

_LONGEST = 12
_POINTS_BACK = listed("that that's this it it's above said told claimed")
_WHOLE = listed("all everything none nothing every whole entire entirely completely totally just")
_FALSE = listed(
    """
    wrong false untrue incorrect nonsense rubbish mistaken myth lie lies lying joking kidding
    invented fiction opposite reverse contrary
    """
)
_AWAY = listed("forget ignore scratch scrap strike disregard drop delete")
_NOT_SO = listed("true right correct so like what how")
_NEGATED = listed("not isn't none nothing never wasn't")
_PAST = listed("was were wasn't weren't had")
_BESIDES = listed(
    """
    sorry no wait actually honestly really second thought thoughts truth be honest fact well oh hmm
    word words bit part thing made true right correct simply plain single everything nothing none
    please again
    """
)


def takes_all_back(sentence: Sentence) -> bool:
    """Return whether a sentence takes back everything that was said before it."""
    said = [token.word for token in sentence.tokens]
    spoken = frozenset(said)
    if len(said) > _LONGEST or not spoken & _POINTS_BACK:
        return False
    away = bool(spoken & _AWAY) and not {"i", "we", "don't"} & frozenset(said[:1])
    false = bool(spoken & _FALSE) or bool(spoken & _NEGATED and spoken & _NOT_SO)
    whole = bool(spoken & _WHOLE) and not spoken & _PAST
    besides = spoken - STOP_WORDS - _BESIDES - _FALSE - _AWAY - _NEGATED - _WHOLE - _POINTS_BACK
    return len(besides) <= 1 and ((false and whole) or (away and (false or whole)))
