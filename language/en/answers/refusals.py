"""Turns that answer nothing: they ask for something, or say that no answer will come."""

import re
from functools import lru_cache

from language.en.speech.content_words import content_words
from language.en.text.tokens import clean, words

LEFT_WORDS = 3
"""With this many words of content beside a refusal, a text says more than that."""

_REQUEST = re.compile(
    r"\b(?:repeat|again|rephrase|clarify|hint|pardon|sorry|what do you mean|could you|can you|"
    r"can i|may i|a (?:second|moment|minute)|let me think|(?:don't|didn't) (?:understand|get))\b"
)
_REFUSAL = re.compile(
    r"\b(?:i (?:really |honestly |just )?(?:don't|do not|wouldn't|didn't) (?:really |even )?"
    r"(?:know|remember|recall|have (?:an?|any) (?:\w+ )?(?:answer|example|idea))"
    r"(?: (?:the answer|that|this|it|about (?:this|that|it)|how|what to say))?|"
    r"(?:i have |i've )?(?:got )?(?:absolutely )?no (?:idea|clue|answer|comment)|"
    r"i(?:'m| am) not (?:really |too |quite )?sure|i can't (?:really )?(?:answer|think of|say)"
    r"(?: (?:that|this|it|one|anything|an example|of one))?|"
    r"(?:nothing|none) (?:really )?comes to mind|"
    r"(?:let's |can we |could we |i'd like to |please |i'll |i )?(?:skip|pass|move on)"
    r"(?: (?:on )?(?:this|that|it|one|this one|that one|the question|this question|please))*|"
    r"(?:the )?next (?:question|one)(?: please)?|i(?:'d| would) rather not(?: (?:say|answer))?|"
    r"i (?:refuse|prefer not) to (?:answer|say)(?: (?:that|this))?|never (?:heard of|had) \w+)\b"
)


@lru_cache(maxsize=256)
def is_refusal(text: str) -> bool:
    """Return whether a text says no more than that it will not or cannot answer."""
    said = " ".join(words(clean(text)))
    rest, refusals = _REFUSAL.subn(" ", said)
    return refusals > 0 and len(content_words(rest)) < LEFT_WORDS


def asks_for_something(said: str) -> bool:
    """Return whether words, in lower case and joined by spaces, ask the interviewer for something.

    For turns after which the interviewer did what somebody asks for: of any other it says little.
    """
    return bool(_REQUEST.search(said))
