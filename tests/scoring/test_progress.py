"""Trends within one type and method, and the same question before and after."""

from datetime import UTC, datetime, timedelta

from core.assessment import Assessment, DimensionScore
from core.interview import InterviewType
from scoring.progress import Trend, compare, trends

START = datetime(2026, 1, 5, tzinfo=UTC)


def assessed(
    session_id: int,
    version: int = 1,
    method: str = "basic",
    band: float = 5,
    **scores: float | None,
) -> Assessment:
    dimensions = tuple(
        DimensionScore(name=name, group="content", weight=1, score=score, method=method)
        for name, score in scores.items()
    )
    known = [score for score in scores.values() if score is not None]
    return Assessment(
        session_id=session_id,
        version=version,
        method=method,
        rubric_version="1",
        overall_score=sum(known) / len(known) if known else None,
        band=band,
        dimensions=dimensions,
        assessed_at=START + timedelta(days=session_id),
    )


def line(found: tuple[Trend, ...], name: str) -> list[list[float]]:
    return [[point.score for point in t.points] for t in found if t.dimension == name]


def test_a_dimension_is_a_line_in_order_of_time() -> None:
    technical = InterviewType("technical")
    found = trends([(technical, assessed(2, clarity=60)), (technical, assessed(1, clarity=40))])
    assert line(found, "clarity") == [[40, 60]]
    (trend,) = (t for t in found if t.dimension == "clarity")
    assert trend.change == 20
    assert trend.beyond_band


def test_types_and_methods_are_never_on_one_line() -> None:
    found = trends(
        [
            (InterviewType("technical"), assessed(1, clarity=40)),
            (InterviewType("case"), assessed(2, clarity=50)),
            (InterviewType("technical"), assessed(3, method="judge", clarity=60)),
        ]
    )
    assert sorted(line(found, "clarity")) == [[40], [50], [60]]


def test_overall_scores_are_compared_at_equal_dimensions_only() -> None:
    technical = InterviewType("technical")
    found = trends(
        [
            (technical, assessed(1, clarity=40, pace=50)),
            (technical, assessed(2, clarity=60, pace=None)),
            (technical, assessed(3, clarity=60, pace=70)),
        ]
    )
    assert sorted(line(found, "overall")) == [[45, 65], [60]]
    assert line(found, "pace") == [[50, 70]]


def test_the_newest_version_of_a_session_counts() -> None:
    technical = InterviewType("technical")
    versions = [assessed(1, version=2, clarity=70), assessed(1, version=1, clarity=30)]
    assert line(trends([(technical, a) for a in versions]), "clarity") == [[70]]


def test_a_change_within_the_bands_is_no_progress() -> None:
    technical = InterviewType("technical")
    found = trends([(technical, assessed(n, band=15, clarity=40 + 10 * n)) for n in (1, 2, 3)])
    assert not any(trend.beyond_band for trend in found)
    single = trends([(technical, assessed(1, clarity=40))])[0]
    assert single.change is None
    assert not single.beyond_band


def test_a_retry_stands_beside_the_first_answer() -> None:
    before = assessed(1, relevance=40, clarity=None)
    after = assessed(2, relevance=70, clarity=60)
    found = {retry.dimension: retry for retry in compare(before, after)}
    assert found["relevance"].change == 30
    assert found["clarity"].before is None
    assert found["clarity"].change is None
    assert trends([]) == ()
