"""Periods as resumes write them: `2019 – 2021`, `Mar '20 to present`, `since 2019`.

What could be two different dates (`03/04/2020`) is no period: a wrong one is worse than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

FIRST_YEAR = 1940
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11)}
_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_SHORT = r"['’‘`´]\s?\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\.?"
_MOMENT = rf"""(?:
    (?:{_DAY}\s+)?{_NAME}(?:\s+of)?[\s,/-]*(?:{_YEAR}|{_SHORT})(?!\d)
  | {_NAME}\s+{_DAY},?\s+{_YEAR}
  | {_YEAR}\s?[-/.]\s?(?:0[1-9]|1[0-2])(?:\s?[-/.]\s?(?:0[1-9]|[12]\d|3[01]))?(?!\d)
  | \d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}
  | (?:0?[1-9]|1[0-2])\s?[/.-]\s?{_YEAR}
  | q[1-4][\s/-]*{_YEAR} | {_YEAR}[\s/-]*q[1-4]
  | (?:spring|summer|fall|autumn)\s+(?:of\s+)?(?:{_YEAR}|{_SHORT})
  | (?:0[1-9]|1[0-2])/\d\d(?![\d/])
  | {_YEAR}
)"""
_OPEN = (
    r"(?:(?:till|until|to|up\s+to)\s+)?(?:the\s+)?"
    r"(?:present(?:\s+day)?|now|today|current(?:ly)?|ongoing|date)\b(?!\s+of)"
)
_DASH = r"\s*(?:[-‐‑‒–—―−~→]+|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bthru\b|\bup\s+to\b)\s*"
PERIOD = re.compile(
    rf"""\(?(?<![\w/.])(?:
        (?:from\s+)?(?P<start>{_MOMENT}|{_NAME}(?={_DASH}{_NAME}[\s,]*{_YEAR}))
            (?:{_DASH}(?:\(?(?P<open>{_OPEN})\)?|(?P<end>{_MOMENT}|\d\d(?![\d/.:%-])))
              |\s+(?P<bare>(?:till|until|to)\s+(?:date|now|present)\b))
      | since\s+(?P<since>{_MOMENT})(?!{_DASH})
    )(?!\w)\)?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of months, counted from year 0; `end` is null while it goes on."""

    start: int
    end: int | None


def periods_in(line: str) -> list[Period]:
    """Return the periods a line names, without what is ambiguous or ends before it begins."""
    return list(_periods(line))


def without_periods(line: str) -> str:
    """Return a line without the periods it names."""
    return PERIOD.sub(" ", line)


def months_covered(periods: list[Period], today: date) -> int:
    """Return how many months lie in any of the periods; what overlaps counts once."""
    now = today.year * 12 + today.month
    months: set[int] = set()
    for period in periods:
        end = now if period.end is None else min(period.end, now)
        months.update(range(period.start, end))
    return len(months)


def _periods(line: str) -> Iterator[Period]:
    for match in PERIOD.finditer(line):
        if since := match["since"]:
            if begun := _months(since):
                yield Period(begun[0], None)
            continue
        start, end = match["start"], match["end"]
        if end and re.fullmatch(r"\d\d", end):
            # `2019–21`, and nothing but a year before it
            end = f"{start[:2]}{end}" if re.fullmatch(_YEAR, start) else None
            if end is None:
                continue
        if end and re.fullmatch(_NAME, start, re.IGNORECASE):
            start = f"{start} {end[-4:]}"
        begun = _months(start, end)
        if begun is None:
            continue
        if end is None:
            yield Period(begun[0], None)
        elif (ended := _months(end, start)) and ended[1] > begun[0]:
            yield Period(begun[0], ended[1])


def _months(written: str, beside: str | None = None) -> tuple[int, int] | None:
    """Return the first month of a moment and the one after its last, or null where it is unclear.

    `beside` is the period's other end: of two short dates one must tell which part is the year.
    """
    text = written.lower()
    year = _year(text)
    if name := re.search(_NAME, text):
        month = _MONTHS.index(name.group()[:3]) + 1
    elif quarter := re.search(r"q([1-4])", text):
        return _span(year, 3 * int(quarter[1]) - 2, 3 * int(quarter[1]))
    elif season := re.match(r"spring|summer|fall|autumn", text):
        return _span(year, *_SEASONS[season.group()])
    elif short := re.fullmatch(r"(\d\d)/(\d\d)", text):
        other = re.fullmatch(r"\d\d/(\d\d)", beside or "")
        if int(short[2]) <= 12 and not (other and int(other[1]) > 12):
            return None
        month, year = int(short[1]), _century(int(short[2]))
    else:
        numbers = [int(each) for each in re.findall(r"\d+", text) if len(each) < 4]
        if not numbers:
            return _span(year, 1, 12, whole=True)
        first = re.match(rf"{_YEAR}", text) is not None
        if len(numbers) == 2 and not first:
            day, month = numbers
            if day <= 12 and month <= 12 and day != month:
                return None
            month = day if month > 12 else month
        else:
            month = numbers[0]
    return _span(year, month, month) if 1 <= month <= 12 else None


def _year(text: str) -> int:
    if whole := re.search(rf"(?<!\d){_YEAR}(?!\d)", text):
        return int(whole.group())
    short = re.search(r"(\d\d)\s*$", text)
    return _century(int(short[1])) if short else 0


def _century(short: int) -> int:
    return 2000 + short if short < 50 else 1900 + short


def _span(year: int, first: int, last: int, *, whole: bool = False) -> tuple[int, int] | None:
    """Return months from year 0; a year alone ends where it begins, so that two of them span."""
    if year < FIRST_YEAR:
        return None
    begun = year * 12 + first - 1
    return begun, (begun if whole else year * 12 + last)
