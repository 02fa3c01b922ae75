"""The non-verbal panel: only with consent and a camera, from numbers, without weight."""

import math
from dataclasses import replace

import pytest

from core.assessment import DimensionScore
from core.camera import CameraCounts
from scoring.non_verbal import non_verbal
from scoring.rules.rubrics import load_rubric

RUBRIC = load_rubric()
SEEN = CameraCounts(
    seconds=300,
    speaking_seconds=200,
    facing_seconds=140,
    framed_seconds=300,
    large_movement_seconds=10,
    present_seconds=300,
)


def by_name(observed: CameraCounts | None, opted_in: bool = True) -> dict[str, DimensionScore]:
    return {d.name: d for d in non_verbal(observed, RUBRIC, opted_in=opted_in)}


def test_a_steady_visible_candidate_scores_full_and_weighs_nothing() -> None:
    found = by_name(SEEN)
    assert set(found) == {"eye_contact", "body_language", "engagement"}
    for dimension in found.values():
        assert dimension.score == 100
        assert dimension.weight == 0
        assert dimension.rule
        assert dimension.level_description
        assert dimension.next_level_description == ""


@pytest.mark.parametrize(
    ("share", "score"), [(0.1, 0), (0.2, 25), (0.4, 60), (0.55, 100), (0.9, 100), (1.0, 90)]
)
def test_facing_the_camera_follows_its_curve(share: float, score: float) -> None:
    assert by_name(replace(SEEN, facing_seconds=200 * share))["eye_contact"].score == score


def test_much_movement_or_a_lost_frame_costs_the_same_panel() -> None:
    assert by_name(replace(SEEN, large_movement_seconds=75))["body_language"].score == 70
    assert by_name(replace(SEEN, framed_seconds=180))["body_language"].score == 40


def test_a_candidate_who_hardly_spoke_has_no_camera_facing() -> None:
    found = by_name(replace(SEEN, speaking_seconds=5, facing_seconds=5))
    assert found["eye_contact"].score is None
    assert found["engagement"].score == 100


@pytest.mark.parametrize(
    ("observed", "opted_in", "reason"),
    [
        (SEEN, False, "opt in"),
        (None, True, "camera was off"),
        (replace(SEEN, seconds=5, speaking_seconds=0, facing_seconds=0, framed_seconds=5,
                 large_movement_seconds=0, present_seconds=5), True, "fewer than"),
        (replace(SEEN, framed_seconds=math.nan), True, "no lengths"),
        (replace(SEEN, facing_seconds=-1), True, "no lengths"),
        (replace(SEEN, present_seconds=301), True, "longer than the whole"),
    ],
)  # fmt: skip
def test_what_was_not_observed_is_null_with_its_reason(
    observed: CameraCounts | None, opted_in: bool, reason: str
) -> None:
    for dimension in by_name(observed, opted_in).values():
        assert dimension.score is None
        assert reason in (dimension.null_reason or "")
