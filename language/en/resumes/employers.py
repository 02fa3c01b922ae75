"""Sentences about an employer or a role: whether they state something, and about whom."""

import re

from language.en.text.lexicon import listed
from language.en.text.tokens import stem, words

_PLAIN = re.compile(r"[A-Z][\w ,.%&+/'()$€£’-]+\.")
_NO_STATEMENT = re.compile(
    r"\b(?:we|our|ours|us|you|your|yours|i|my|me|click|cookies?|subscribe|log ?in|sign (?:up|in)"
    r"|read more|learn more|newsletter|copyright|apply now|privacy policy|great|best|leading"
    r"|amazing|exciting|innovative|unique|world-class|passionate|unparalleled)\b",
    re.IGNORECASE,
)
_IS_ABOUT_IT = re.compile(
    r"^(?:the|its|their|this) (?:\w+ ){0,2}(?:company|firm|business|team|teams|role|position|office"
    r"|offices|employees|engineers|product|products|group|department)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:this|these|its|their) (?:company|employer|firm|team|role|office)", re.I)
NAMES_NOTHING = frozenset(
    map(
        stem,
        listed("company role position job work place employer tell share describe hear idea bit"),
    )
)
"""Stems of a question about the role that name nothing in particular."""


def states_plainly(sentence: str) -> bool:
    """Return whether a sentence states something, addresses nobody and advertises nothing."""
    cut_off = sentence.endswith("..")
    plain = not cut_off and _PLAIN.fullmatch(sentence)
    return bool(plain) and not _NO_STATEMENT.search(sentence)


def is_about_the_employer(sentence: str, company: str) -> bool:
    """Return whether a sentence speaks of a company, by the first word of its name or as "the"."""
    return bool(_IS_ABOUT_IT.search(sentence)) or company in words(sentence)


def is_about_such_roles(sentence: str, role: str) -> bool:
    """Return whether a sentence says something of a role in general, with no name and no figure."""
    general = re.compile(rf"(?:An? )?(?i:{re.escape(role)})s?(?! (?:at|of)\b) [^A-Z\d]+")
    return bool(role and general.fullmatch(sentence)) and not _POINTS.search(sentence)
