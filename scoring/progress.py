"""Progress over sessions, and the same question answered twice (`docs/formulas.md#progress`).

The same person scores up to four points apart where other dimensions are present, so lines are
drawn per dimension, within one type of interview and one method, never over mixed ones.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.assessment import Assessment
from core.interview import InterviewType


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """One session's score in a dimension, with the half width of its band where one is known."""

    session_id: int
    assessed_at: datetime
    score: float
    band: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """A dimension over the sessions of one type that were scored by one method.

    `change` is the last score less the first, null for fewer than two sessions; `beyond_band`
    tells whether it is larger than both bands together, so more than chance.
    """

    interview_type: InterviewType
    method: str
    dimension: str
    title: str
    points: tuple[ScorePoint, ...]

    @property
    def change(self) -> float | None:
        """Last score less first, or null."""
        return self.points[-1].score - self.points[0].score if len(self.points) > 1 else None

    @property
    def beyond_band(self) -> bool:
        """Whether the change is larger than the two bands that it lies between."""
        first, last = self.points[0].band, self.points[-1].band
        if self.change is None or first is None or last is None:
            return False
        return abs(self.change) > first + last


Assessed = tuple[InterviewType, Assessment]


def trends(assessed: Sequence[Assessed]) -> tuple[Trend, ...]:
    """Return one trend per type, method and dimension, in order of time.

    Of several versions of a session the newest counts. The overall score is a dimension of its
    own, named `overall`, and only among sessions in which the same dimensions were assessed.
    """
    newest: dict[int, Assessed] = {}
    for kind, assessment in assessed:
        known = newest.get(assessment.session_id)
        if known is None or known[1].version < assessment.version:
            newest[assessment.session_id] = (kind, assessment)
    lines: dict[tuple[InterviewType, str, str, frozenset[str]], list[ScorePoint]] = defaultdict(
        list
    )
    titles = {"overall": "Overall"}
    for kind, assessment in sorted(newest.values(), key=lambda pair: pair[1].assessed_at):
        present = frozenset(d.name for d in assessment.dimensions if d.score is not None)
        for dimension in assessment.dimensions:
            if dimension.score is not None:
                titles[dimension.name] = dimension.title
                key = (kind, dimension.method, dimension.name, frozenset[str]())
                lines[key].append(_point(assessment, dimension.score))
        if assessment.overall_score is not None:
            key = (kind, assessment.method, "overall", present)
            lines[key].append(_point(assessment, assessment.overall_score))
    return tuple(
        Trend(kind, method, dimension, titles[dimension], tuple(points))
        for (kind, method, dimension, _), points in lines.items()
    )


@dataclass(frozen=True, slots=True)
class Retry:
    """A dimension of the same question before and after; null where one side was not assessed."""

    dimension: str
    title: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """After less before, or null."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def compare(before: Assessment, after: Assessment) -> tuple[Retry, ...]:
    """Return every dimension that either assessment scored, both sides beside each other."""
    scored = (d for d in (*before.dimensions, *after.dimensions) if d.score is not None)
    titles = {d.name: d.title for d in scored}
    return tuple(
        Retry(name, title, before.score(name), after.score(name)) for name, title in titles.items()
    )


def _point(assessment: Assessment, score: float) -> ScorePoint:
    return ScorePoint(assessment.session_id, assessment.assessed_at, score, assessment.band)
