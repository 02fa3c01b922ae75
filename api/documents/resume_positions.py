"""Where somebody works now: role and employer out of the lines around the period that is open.

How many lines stand above a period is the same all through a resume, so the first position tells
where the others begin. Which of them is the role is said by words that name one; where they do
not, by the place that the role has in the other positions.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.documents.resume_sections import BULLET, ORNAMENT, plain_line
from api.documents.tuned import POSITIONS
from language.en.resumes.periods import periods_in, without_periods
from language.en.resumes.titles import (
    DURATION,
    LEGAL_FORM,
    employer_strength,
    is_no_employer,
    is_place,
    role_strength,
)

MAX_CHARACTERS: Final = 200
_STRONG = re.compile(r"\t+|\s{3,}|\s*[|·•;]\s*|\s+[-–—]\s+|\s*@\s*|\s+at\s+")
_COMMA = re.compile(r"\s*,\s+")


@dataclass(frozen=True, slots=True)
class Position:
    """The present position; what is not clear is null. `line` is where it was read."""

    role: str | None = None
    company: str | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """The lines that name one position, top to bottom, each as its parts; periods are taken out."""

    lines: tuple[tuple[str, ...], ...]
    below: tuple[tuple[str, ...], ...]
    is_open: bool
    written: str


def current_position(lines: Sequence[str], places: frozenset[str] = frozenset()) -> Position:
    """Return the first position of the experience that has not ended.

    `places` are where the person says to live, in lower case: no employer is called that.
    """
    entries = _entries([line for line in lines if line.strip(ORNAMENT)])
    now = next((entry for entry in entries if entry.is_open), None)
    if now is None:
        return Position()
    parts = _named(now, places)
    usual = _usual_place(entries, places)
    role_at = _role_place(parts, usual)
    if role_at is None:
        return Position()
    line, part = role_at
    role, rest = _role_of(parts, line, part)
    company = _company_of(parts, line, rest, places)
    if company is not None and company.lower() == role.lower():
        company = None
    return Position(role[:MAX_CHARACTERS], company and company[:MAX_CHARACTERS], now.written)


def _entries(lines: list[str]) -> list[_Entry]:
    dated = [number for number, line in enumerate(lines) if _is_dated_title(line)]
    if not dated:
        return []
    above = 0
    while above < min(dated[0], POSITIONS.lines_above) and _is_title(lines[dated[0] - above - 1]):
        above += 1
    found = []
    for number in dated:
        first = number
        while first > 0 and number - first < above and _is_title(lines[first - 1]):
            first -= 1
        last = number + 1
        while (
            last < len(lines) and last - number <= POSITIONS.lines_below and _is_title(lines[last])
        ):
            last += 1
        found.append(
            _Entry(
                tuple(_parts(line) for line in lines[first : number + 1]),
                tuple(_parts(line) for line in lines[number + 1 : last]),
                any(period.end is None for period in periods_in(lines[number])),
                " / ".join(plain_line(line) for line in lines[first:last]),
            )
        )
    return found


def _is_dated_title(line: str) -> bool:
    return (
        bool(periods_in(line))
        and len(line) <= POSITIONS.title_characters
        and not _is_sentence(without_periods(line))
    )


def _is_title(line: str) -> bool:
    """Return whether a line can name a position rather than tell of the work."""
    return (
        not BULLET.match(line)
        and not periods_in(line)
        and not _is_sentence(line)
        and len(line) <= POSITIONS.title_characters
    )


def _is_sentence(line: str) -> bool:
    text = line.strip()
    words = text.split()
    ended = text[-1:] in ".!?" and len(words) > 4 and not LEGAL_FORM.match(words[-1])
    small = [word for word in words if word[:1].islower()]
    return ended or ":" in text[1:40] or (len(words) > 7 and len(small) > len(words) / 2)


def _parts(line: str) -> tuple[str, ...]:
    """Return what a line names, divided where more than a comma stands; periods are taken out."""
    text = DURATION.sub(" ", without_periods(plain_line(line)))
    parts = (_unwrapped(part.strip(f"{ORNAMENT},")) for part in _STRONG.split(text))
    return tuple(part for part in parts if len(part) > 1)


def _unwrapped(part: str) -> str:
    """Return a part without a bracket that lost its other half, or that is around all of it."""
    if part.count("(") != part.count(")") or (part[:1] == "(" and part[-1:] == ")"):
        return part.strip(f"{ORNAMENT}(),")
    return part


def _named(entry: _Entry, places: frozenset[str]) -> list[list[str]]:
    """Return the lines that hold more than places and durations, those below the period last."""
    found = []
    for parts in (*entry.lines, *entry.below):
        kept = [
            part for part in parts if not is_no_employer(part) and not _is_known_place(part, places)
        ]
        if kept:
            found.append(kept)
    return found


def _is_known_place(text: str, places: frozenset[str]) -> bool:
    return is_place(text) or text.partition(",")[0].strip().lower() in places


def _usual_place(entries: Sequence[_Entry], places: frozenset[str]) -> tuple[int, int] | None:
    """Return the line and part at which most of the positions name a role for sure."""
    votes: Counter[tuple[int, int]] = Counter()
    for entry in entries:
        for number, parts in enumerate(_named(entry, places)):
            for place, part in enumerate(parts):
                votes[(number, place)] += role_strength(part) * (2 if number < 2 else 1)
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else None


def _role_place(parts: list[list[str]], usual: tuple[int, int] | None) -> tuple[int, int] | None:
    strengths = {
        (line, part): role_strength(text)
        for line, each in enumerate(parts[: POSITIONS.lines_above + 1])
        for part, text in enumerate(each)
    }
    strongest = max(strengths.values(), default=0)
    if strongest == 0:
        return usual if usual in strengths else None
    best = [place for place, strength in strengths.items() if strength == strongest]
    if strongest == 1 and usual in strengths and strengths[usual] == 0 and usual not in best:
        unsure = parts[usual[0]][usual[1]]
        return best[0] if employer_strength(unsure) else usual
    return usual if usual in best else best[0]


def _role_of(parts: list[list[str]], line: int, part: int) -> tuple[str, list[str]]:
    """Return the role, and what its own text names behind a comma."""
    text = parts[line][part]
    told = _joined_forms(_COMMA.split(text))
    strong = [role_strength(each) for each in told]
    others = any(
        (number, place) != (line, part)
        for number, each in enumerate(parts)
        for place, _ in enumerate(each)
    )
    if len(told) == 1:
        return text, []
    if (
        others
        and role_strength(text)
        and not any(is_place(each) or employer_strength(each) for each in told[1:])
    ):
        # `Director, Product` where the employer stands elsewhere
        return text, []
    first = next((n for n, strength in enumerate(strong) if strength), 0)
    return told[first], told[:first] + told[first + 1 :]


def _company_of(
    parts: list[list[str]], line: int, rest: list[str], places: frozenset[str]
) -> str | None:
    """Return the employer: what is called like one, else what stands beside the role."""

    def named(texts: Sequence[str]) -> list[str]:
        whole = [_joined_forms(_COMMA.split(text)) for text in texts]
        first = [_employer_of(each) for each in whole if each]
        return [
            text
            for text in first
            if not is_no_employer(text)
            and not _is_known_place(text, places)
            and role_strength(text) < 2
        ]

    behind = named(rest)[:1]
    in_line = named([text for text in parts[line] if role_strength(text) == 0])
    near = [each for number, each in enumerate(parts) if abs(number - line) == 1]
    others = [text for each in near for text in named(each)]
    far = [text for n, each in enumerate(parts) if abs(n - line) > 1 for text in named(each)]
    candidates = [*behind, *in_line, *others, *far]
    if not candidates:
        return None
    sure = max(candidates, key=employer_strength)
    return sure if employer_strength(sure) else candidates[0]


def _employer_of(parts: list[str]) -> str:
    """Return the employer of `employer, place`: up to a legal form, where there is one."""
    formed = [number for number, part in enumerate(parts) if employer_strength(part) > 1]
    return ", ".join(parts[: formed[0] + 1]) if formed else parts[0]


def _joined_forms(parts: list[str]) -> list[str]:
    """Return the parts with a legal form, `Inc.`, put back behind its name."""
    found: list[str] = []
    for part in (each.strip() for each in parts):
        if found and LEGAL_FORM.match(part):
            found[-1] = f"{found[-1]}, {part}"
        elif part:
            found.append(part)
    return found
