"""What was said against what was claimed before the talk. Only plain contradictions count."""

import re
from collections.abc import Sequence

from core.plan import Claim
from language.en.text.number_words import value_of
from language.observed import Contradiction

YEARS_APART = 3.0
_YEARS = re.compile(
    r"\bi(?:'ve| have)(?: got| had)? (?:about |around |over |only |nearly |almost |just )?"
    r"((\d{1,2}|[a-z]+) years?(?:'|s')? (?:of )?(?:\w+ ){0,2}experience)\b"
    r"(?! (?:with|in|on|using|as|of|at)\b)",
    re.IGNORECASE,
)
_NEVER_LED = re.compile(
    r"\bi(?:'ve| have)? ((?:never|not) (?:managed|led|supervised|had) (?:a |any )?"
    r"(?:people|team|teams|anyone|anybody|reports|direct reports))\b",
    re.IGNORECASE,
)
_NEVER_USED = (
    r"\bi(?:'ve| have)? (never (?:really |actually )?(?:used|worked with|touched) {skill})(?!\w)"
)
_NO_EXPERIENCE = r"\bi(?:'ve| have) (no experience (?:with|in) {skill})(?!\w)"


def find_contradiction(text: str, claims: Sequence[Claim]) -> Contradiction | None:
    """Return the first claim that the text plainly speaks against, or null."""
    straight = text.replace("’", "'")
    for claim in claims:
        said = _against(straight, claim)
        if said:
            return Contradiction(claim.kind, claim.value, claim.source, said)
    return None


def _against(text: str, claim: Claim) -> str | None:
    if claim.kind == "years":
        match = _YEARS.search(text)
        years = value_of(match[2]) if match else None
        if match and years is not None and abs(years - float(claim.value)) >= YEARS_APART:
            return match[1]
        return None
    if claim.kind == "led_people":
        match = _NEVER_LED.search(text)
        return match[1] if match else None
    for form in (_NEVER_USED, _NO_EXPERIENCE):
        match = re.search(form.format(skill=re.escape(claim.value)), text, re.IGNORECASE)
        if match:
            return match[1]
    return None
