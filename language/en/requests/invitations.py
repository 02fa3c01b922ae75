"""What a question of an interview invites: a story, or anything at all."""

import re

_STORY = re.compile(
    r"\b(?:tell me about|describe|think of|walk me through) (?:a|the|an|your|one|something|some)\b"
    r"|\b(?:have you ever|when did you|when was the last time)\b",
    re.IGNORECASE,
)
_INVITES = re.compile(r"^(?:tell me|describe|walk me|take me|talk me|explain)\b", re.IGNORECASE)
_ASKS_ON = re.compile(r"\b(?:and|or),? (?:how|why|what|when|who|where|which)\b", re.IGNORECASE)


def invites_a_story(question: str) -> bool:
    """Return whether a question asks for something that happened."""
    return bool(_STORY.search(question))


def invites_an_answer(text: str) -> bool:
    """Return whether a text asks something, with a question mark or by "tell me" and the like."""
    return "?" in text or bool(_INVITES.search(text))


def asks_too_much(sentence: str) -> bool:
    """Return whether one sentence asks more than one thing and its reason ("what, and why?")."""
    return sentence.count("?") > 1 or len(_ASKS_ON.findall(sentence)) > 1
