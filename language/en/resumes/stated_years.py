"""How many years somebody says of themselves that they have worked."""

import re
from collections.abc import Collection

from language.en.text.number_words import COUNTS, NUMBERS
from language.en.text.sentences import split_sentences

MOST_YEARS = 80.0
_NUMBER = rf"(?P<number>\d{{1,2}}(?:\.\d)?|one|{COUNTS})"
_TIME = (
    rf"(?<![\w.,]){_NUMBER}\s*\+?\s*(?:plus\s+)?(?:years?|yrs?\.?)['’]?"
    r"(?:\s*(?:and|,)?\s*(?P<months>\d{1,2})\s*(?:months?|mos?\.?))?"
)
_EXPERIENCE = re.compile(
    rf"{_TIME}(?:\s+of)?(?P<between>(?:\s+[\w+#./&-]+){{0,4}}?)\s+experience\b"
    r"(?:\s+(?:in|with|using)\s+(?P<object>[\w+#. ]{1,30}))?",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"\bI(?:['’]ve| have| am|['’]m)?\s[^.!?]{0,80}?\bfor\s+(?:over |more than |the (?:past|last) )?"
    rf"{_TIME}",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:business|company|firm|team|organi[sz]ation|agency|brand|group|startup|start-up|clients?|"
    r"customers?|partners?|school|hospital|bank|institution|enterprise|practice|shop|store|family|"
    r"manufacturer|provider|colleagues?|founders?|mentors?|their|his|her|its|whose|requires?|required)"
    r"\b[^.!?;]*$",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:I|I've|my)\b[^.!?;]*$")


def stated_years(text: str, tools: Collection[str] = ()) -> tuple[float, str] | None:
    """Return the years somebody states of themselves, with the sentence that says so, or null.

    Years of a company or a team, and years with one of the `tools`, are not a person's own.
    """
    named = {tool.lower() for tool in tools}
    for sentence in split_sentences(text, transcript=True):
        told = [match for match in _EXPERIENCE.finditer(sentence) if _is_own(match, named)]
        told += [*_DOING.finditer(sentence)] if not told else []
        if told:
            return min(_years(told[0]), MOST_YEARS), sentence.strip()
    return None


def names_own_years(sentence: str, years: float) -> bool:
    """Return whether a sentence names this number of years, and not as those of others."""
    return any(
        abs(_years(match) - years) < 0.25 and not _is_of_others(sentence[: match.start()])
        for match in re.finditer(_TIME, sentence, re.IGNORECASE)
    )


def _is_own(match: re.Match[str], tools: Collection[str]) -> bool:
    before = match.string[: match.start()]
    about = {match["between"].strip().lower(), (match["object"] or "").strip(" .").lower()}
    return not _is_of_others(before) and not about & set(tools)


def _is_of_others(before: str) -> bool:
    return bool(_OF_OTHERS.search(before)) and not _OWN.search(before)


def _years(match: re.Match[str]) -> float:
    number = match["number"].lower()
    years = float(NUMBERS.get(number, number))
    return round(2 * (years + int(match["months"] or 0) / 12)) / 2 if match["months"] else years
