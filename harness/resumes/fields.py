"""Fields as they are read from a resume, beside what a person reads there."""

import re
from collections.abc import Sequence

from harness.resumes.writing import Truth

RIGHT, WRONG, NULL = "right", "wrong", "null"
LISTS = ("technical_skills", "soft_skills", "education", "certifications")
FIELDS = ("current_role", "current_company", "years_of_experience", *LISTS, "bio")


def verdict(name: str, found: object, told: Truth) -> str | None:
    """Return how a field was read; null where a person finds none and none was read.

    A list is wrong where it holds anything that is not the person's, right with all but a tenth of
    what is; years are right to half a year.
    """
    true = getattr(told, name)
    if not true:
        return WRONG if found else None
    if not found:
        return NULL
    if name == "years_of_experience":
        assert isinstance(found, float)
        return RIGHT if abs(found - true) <= 0.5 else WRONG
    if name in LISTS:
        assert isinstance(found, Sequence)
        return _of_lists([_plain(str(each)) for each in found], [_plain(each) for each in true])
    return RIGHT if _plain(str(found)) == _plain(true) else WRONG


def _of_lists(found: list[str], true: list[str]) -> str:
    strange = [each for each in found if not any(one in each for one in true)]
    held = [one for one in true if any(one in each for each in found)]
    if strange or len(found) > len(true):
        return WRONG
    return RIGHT if len(held) >= 0.9 * len(true) else NULL


def _plain(text: str) -> str:
    return re.sub(r"[\s\u2010‑–−-]+", " ", text).strip().lower()
