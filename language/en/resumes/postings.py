"""What a job posting asks for: its requirements, the tasks it names, and how senior it is.

A posting is somebody else's text: it is taken apart as material, and nothing in it is obeyed.
"""

import re
from collections.abc import Iterator

from core.plan import Requirement, RequirementKind

MAX_REQUIREMENTS = 24
WORDS = (2, 32)

_MUST, _NICE, _TASK = RequirementKind.MUST, RequirementKind.NICE, RequirementKind.TASK
_NICE_HEADS = (
    r"nice[- ]to[- ]haves?|preferred|bonus|plus(?:es)?|desirable|desired|good to have|ideally|"
    r"extra credit|even better"
)
_NO_HEADS = (
    r"benefits?|perks|we offer|what you get|compensation|salary|about (?:us|the company|the team)|"
    r"who we are|how to apply|apply|equal opportunity|location|hiring process|"
    r"our (?:values|culture|mission|offer)|why (?:us|join)|contact"
)
_MUST_HEADS = (
    r"requirements?|qualifications?|must[- ]haves?|what you(?:'ll)? (?:bring|need|have)|you have|"
    r"your (?:profile|skills|background|experience)|who you are|looking for|you (?:bring|are)|"
    r"skills(?: and experience)?|essential|experience|about you|competencies"
)
_TASK_HEADS = (
    r"responsibilit(?:y|ies)|what you(?:'ll| will)? (?:do|be doing)|in this role|day[- ]to[- ]day|"
    r"your (?:tasks|role|job|mission)|duties|the (?:role|job)|tasks|accountabilities|you will"
)
_HEADINGS: tuple[tuple[re.Pattern[str], RequirementKind | None], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), kind)
    for words, kind in (
        (_NICE_HEADS, _NICE),
        (_NO_HEADS, None),
        (_MUST_HEADS, _MUST),
        (_TASK_HEADS, _TASK),
    )
)
_NICE_INLINE = re.compile(
    r"\b(?:(?:is|are|would be|as) (?:a |an )?(?:big |strong |real )?(?:plus|bonus|advantage|asset)|"
    r"nice to have|preferred|desirable|ideally|a plus|beneficial)\b",
    re.IGNORECASE,
)
_MUST_INLINE = re.compile(
    r"\b(?:must|required?|essential|need(?:s|ed)? to have|you have|you bring|proven|ability to|"
    r"experience (?:in|with|of|as)|knowledge of|proficien\w+|fluen\w+|degree in|familiar\w*|"
    r"understanding of|skills in|\d+\+? years)\b",
    re.IGNORECASE,
)
_TASK_INLINE = re.compile(
    r"\b(?:you will|you'll|responsible for|your tasks? (?:is|are))\b", re.IGNORECASE
)
_LEVELS = re.compile(
    r"\b(entry[- ]level|intern(?:ship)?|trainee|junior|graduate|mid[- ]level|intermediate|senior|"
    r"lead|staff|principal|head of|director|chief)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[•·▪◦‣>o](?=\s)|[-–—*](?=\s)|\d{1,2}[.)](?=\s))\s*")
_OFFERED = re.compile(
    r"\b(?:we offer|our company|we are|we're|founded|salary|benefits|insurance|pension)\b", re.I
)
_ON_PAPER = re.compile(
    r"\b(?:degree|diploma|bachelor\w*|master'?s|ph\.?d|licen[cs]e|visa|permit|citizen\w*|clearance|"
    r"travel|relocat\w+|on-?site|remote|hybrid|full[- ]time|part[- ]time|start date|weekends?)\b",
    re.IGNORECASE,
)


def is_on_paper(requirement: str) -> bool:
    """Return whether a paper or a calendar shows what is required, so that nobody need ask."""
    return bool(_ON_PAPER.search(requirement))


def requirements_in(posting: str) -> tuple[Requirement, ...]:
    """Return what a posting asks for, in its own words and order, each once.

    What stands below a heading, or in a list, is a requirement of the heading's kind; without
    headings a sentence is one that says so. `seniority` is the level that the first line names.
    """
    found: dict[str, Requirement] = {}
    level = _LEVELS.search(next((line for line in posting.split("\n") if line.strip()), ""))
    if level:
        found["level"] = Requirement(text=level[1].capitalize(), kind=RequirementKind.SENIORITY)
    for text, kind in _items(posting):
        words = text.split()
        if WORDS[0] <= len(words) <= WORDS[1] or (len(words) == 1 and kind is not _TASK):
            found.setdefault(text.lower(), Requirement(text=text, kind=kind))
        if len(found) == MAX_REQUIREMENTS:
            break
    return tuple(found.values())


def _items(posting: str) -> Iterator[tuple[str, RequirementKind]]:
    section: RequirementKind | None = None
    headed = False
    for raw in posting.split("\n"):
        line = _BULLET.sub("", raw).replace("**", "").strip(" \t#_")
        if not line:
            continue
        marked = bool(_BULLET.match(raw))
        if not marked and (heading := _heading(line)):
            section, headed = heading[0], True
            head, _, line = line.partition(":")
            if not line.strip():
                continue
        for sentence in re.split(r"(?<=[.!?;])\s+(?=[A-Z])|;\s+", line.strip()):
            text = sentence.strip(" .;")
            kind = _kind_of(text, section, listed=marked or (headed and section is not None))
            if kind is not None and text:
                yield text, kind


def _heading(line: str) -> tuple[RequirementKind | None] | None:
    """Return what a line opens, in a tuple of one, or null where it is no heading."""
    head = line.partition(":")[0]
    short = len(head.split()) <= 7 and len(head) <= 60
    if not short or line.endswith((".", ",")) or (":" not in line and any(c in line for c in ",;")):
        return None
    for pattern, kind in _HEADINGS:
        match = pattern.search(head)
        if match and (":" in line or len(head.split()) <= len(match.group().split()) + 3):
            return (kind,)
    return None


def _kind_of(text: str, section: RequirementKind | None, *, listed: bool) -> RequirementKind | None:
    if _NICE_INLINE.search(text):
        return _NICE
    if listed and section is not None:
        return section
    if _OFFERED.search(text):
        return None
    if _TASK_INLINE.search(text):
        return _TASK
    return _MUST if _MUST_INLINE.search(text) else None
