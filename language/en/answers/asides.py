"""Sentences that answer nothing: of the answer itself, to the room, or only a name."""

import re

_OF_THE_ANSWER = re.compile(
    r"\b(?:(?:as|like) i (?:said|mentioned)|makes? sense|in other words|"
    r"answer(?:s|ed)? (?:your|the) question|that(?:'s| is) (?:how|the way) i see it|"
    r"what you (?:wanted|were asking|meant|mean)|you asked (?:me|about)|the question was|"
    r"(?:my|this) (?:answer|response)s?|that(?:'s| was| is) the answer|this interview)\b",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r"(?:(?:hi|hello|hey),? )?(?:my name is|i'm called) [^,;:]{1,40}$", re.I)
_TO_THE_ROOM = re.compile(
    r"(?:(?:so|okay|no|well|yeah|oh),? )*(?:thank you(?: (?:so|very) much)?|thanks|no,? wait|wait|"
    r"sorry|let me (?:think|see)(?: about (?:that|it))?|(?:just )?(?:a|one) (?:second|moment)|"
    r"give me a (?:second|moment)|that(?:'s| is) (?:it|all)|what else)[.!?…]*",
    re.IGNORECASE,
)


def is_of_the_answer(sentence: str) -> bool:
    """Return whether a sentence speaks of the answer ("as I said"), or only says a name."""
    return bool(_OF_THE_ANSWER.search(sentence) or _INTRODUCTION.match(sentence))


def is_to_the_room(sentence: str) -> bool:
    """Return whether a sentence is all for who listens: "thank you", "one moment", "that's it"."""
    return bool(_TO_THE_ROOM.fullmatch(sentence))
