"""Periods as resumes write them: `2019 – 2021`, `Mar 2020 to present`, `03/2020-06/2023`."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:(?P<{0}_name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{{0,6}}\.?\s+"
_MOMENT = _MONTH + r"|(?P<{0}_number>0?[1-9]|1[0-2])\s?[/.]\s?)?(?P<{0}_year>(?:19|20)\d\d)"
PERIOD = re.compile(
    r"\(?\b"
    + _MOMENT.format("start")
    + r"\s*(?:[-–—]|to|until|till)\s*(?:"
    + _MOMENT.format("end")
    + r"|(?P<open>present|now|today|current|ongoing|date))\b\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of months, counted from year 0; `end` is null while it goes on."""

    start: int
    end: int | None


def periods_in(line: str) -> list[Period]:
    """Return the periods a line names, without those that end before they begin."""
    found = []
    for match in PERIOD.finditer(line):
        start = _month(match, "start", 1)
        end = None if match["open"] else _month(match, "end", 0)
        if end is None or end >= start:
            found.append(Period(start, end))
    return found


def months_covered(periods: list[Period], today: date) -> int:
    """Return how many months lie in any of the periods; what overlaps counts once."""
    now = today.year * 12 + today.month
    months: set[int] = set()
    for period in periods:
        end = now if period.end is None else min(period.end, now)
        months.update(range(period.start, end))
    return len(months)


def _month(match: re.Match[str], side: str, whole: int) -> int:
    """Return a moment in months; a year alone begins in January, a named month ends with itself.

    `whole` is 1 for a beginning, where a named month counts from its first day.
    """
    year = int(match[f"{side}_year"]) * 12
    if name := match[f"{side}_name"]:
        return year + _MONTHS.index(name.lower()) + 1 - whole
    if number := match[f"{side}_number"]:
        return year + int(number) - whole
    return year
