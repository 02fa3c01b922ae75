"""A resume's lines by the headings above them."""

import re
from collections.abc import Sequence
from typing import Final

from language.en.resumes.headings import section_of
from language.en.resumes.periods import periods_in

MAX_LINES: Final = 2_000
MAX_LINE_CHARACTERS: Final = 1_000
ORNAMENT = " \t#*_=-–—:•·▪◦‣>|"
BULLET = re.compile(r"^\s*(?:[•·▪◦‣>]|[-–—*](?=\s)|\d{1,2}[.)](?=\s))\s*")
ELSEWHERE = "\n\n\n"
"""Stands in a text where the page goes on in another column."""
_INLINE = re.compile(r"^([^:\t]{3,40})(?::|\t)\s*(\S.*)$")
_TOOLS = re.compile(r"[^:\t]*\b(?:technolog|tools?\b|stack|environment|software)[^:\t]*:", re.I)
_STAYS = frozenset({"experience", "bio"})
"""These may go on in another column; a list in a narrow column does not."""


def sections(text: str) -> dict[str, list[str]]:
    """Return the lines below each kind of heading; what stands above all headings is under "".

    `Skills: Go, SQL` is heading and line in one, but within a job, where another job follows
    before any other heading, `Technologies: …` belongs to the job. Among skills `Languages: Go`
    names a kind of them.
    """
    lines = _lines(text)
    found: dict[str, list[str]] = {}
    section = ""
    for number, line in enumerate(lines):
        if line is None:
            section = section if section in _STAYS else "other"
            continue
        if BULLET.match(line) and section and not line.lstrip().startswith(("#", "*")):
            found.setdefault(section, []).append(line)
            continue
        name = None if "\t" in line else section_of(line.strip(ORNAMENT))
        if name is None and (whole := _wrapped_heading(lines, number)):
            # its first line says nothing yet, and is no line of the section before
            lines[number + 1] = whole
            continue
        if name is not None and not (section.endswith("_skills") and _is_item(lines, number, name)):
            section = name
            continue
        inline = _INLINE.match(line)
        if inline and (name := section_of(inline[1])) is not None:
            kind = section in ("technical_skills", "soft_skills") and name in ("other", section)
            if not kind and not (section == "experience" and _in_a_job(lines, number)):
                section, line = name, inline[2]
        if line.strip(ORNAMENT):
            found.setdefault(section, []).append(line)
    return found


def plain_line(line: str) -> str:
    """Return a line without the mark of a list and without Markdown's emphasis."""
    return BULLET.sub("", line.lstrip(" \t#_")).replace("**", "").strip(" \t_")


def _lines(text: str) -> list[str | None]:
    """Return the lines; null where the page goes on elsewhere."""
    found: list[str | None] = []
    for number, column in enumerate(text.split(ELSEWHERE)):
        if number:
            found.append(None)
        found += [line[:MAX_LINE_CHARACTERS].rstrip() for line in column.split("\n")]
    return found[:MAX_LINES]


def _wrapped_heading(lines: Sequence[str | None], number: int) -> str | None:
    """Return a heading in capitals that a narrow column has broken in two, or null."""
    line, following = lines[number] or "", (lines[number + 1 : number + 2] or [None])[0] or ""
    whole = f"{line} {following}".strip()
    broken = (
        line.isupper() and following.isupper() and section_of(following.strip(ORNAMENT)) is None
    )
    return whole if broken and section_of(whole.strip(ORNAMENT)) is not None else None


def _is_item(lines: Sequence[str | None], number: int, name: str) -> bool:
    """Return whether what is worded like a heading is one of several skills below each other."""
    line, before = lines[number] or "", lines[number - 1] if number else ""
    return line.islower() or (name == "other" and bool(before) and not line.isupper())


def _in_a_job(lines: Sequence[str | None], number: int) -> bool:
    """Return whether another job comes before the next heading."""
    before = lines[number - 1] if number else ""
    if before and _TOOLS.match(lines[number] or ""):
        # the last job's tools stand close to what was done with them
        return True
    for line in lines[number + 1 :]:
        if line is None or section_of(line.strip(ORNAMENT)) is not None:
            return False
        if periods_in(line):
            return True
    return False
