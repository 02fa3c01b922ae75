"""Sentences that judge an answer, told from those that speak of the candidate's own judgement."""

import re

_CLAUSE = re.compile(r"[,;:.!?—–]")
_ASKS = re.compile(
    r"\b(?:how|what|when|why|who|which)\b(?!.*\b(?:i|me|my|we|us)\b)"
    r"(?=.*\b(?:did|do|does|would|could|can|will|were|was|are|is|made|makes|told|tells|convinced"
    r"|convinces|showed|shows|proved)\b)"
    r".*\b(?:know|tell|tells|told|check|checked|sure|certain|confident|think|decide|conclude|notice"
    r"|reali[sz]e|learn|find|see|convinced?|convinces|show(?:s|ed)?|proved?|confirm|verify|judge"
    r"|believe|feel|test|measure|determine|ensure|made you|makes you)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\byou (?:also |then |first )?(?:said|felt|think|thought|decided|concluded|believed|were sure"
    r"|were convinced|mentioned)\b",
    re.IGNORECASE,
)
_UNDER_A_CONDITION = re.compile(
    r"\b(?:if|whether|until|once|unless|when|where|time)$", re.IGNORECASE
)


def is_somebodys(sentence: str, match: re.Match[str]) -> bool:
    """Return whether the judgement that was matched in a sentence is asked about or reported.

    "How did you know it was right?" and "you said it was right" say what somebody else found.
    """
    clause = _CLAUSE.split(sentence[: match.start()])[-1].strip()
    if _REPORTS.search(clause) or _UNDER_A_CONDITION.search(clause):
        return True
    return sentence.rstrip().endswith("?") and bool(_ASKS.search(clause))
