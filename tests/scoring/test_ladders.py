"""The rules on the validation ladders: a change that orders answers worse does not pass."""

from datetime import UTC, datetime

import pytest

from bench.validation.earned import earned_dimensions
from bench.validation.ladders import LEVELS, Ladder, load_ladders
from bench.validation.metrics import OFFLINE, Metric, monotone, ordering, rank_correlation, table
from bench.validation.scored import ScoredLadder, Scores, score_ladder
from core.interview import InterviewType
from scoring.rubric import load_rubric
from scoring.service import OfflineAssessor
from tests.scoring.interviews import INDEXES

# What the rules do not reach, with the floor they must not fall below: a weak answer that shares no
# word with its question cannot be told from one about something else by rules that compare words.
NOT_REACHED = {"monotone ladders": 0.50}


@pytest.fixture(scope="module")
def ladders() -> tuple[Ladder, ...]:
    return load_ladders()


def test_there_are_enough_ladders_and_some_are_locked(ladders: tuple[Ladder, ...]) -> None:
    assert len(ladders) >= 10
    assert sum(ladder.locked for ladder in ladders) >= len(ladders) / 4
    for ladder in ladders:
        assert len(ladder.answers) >= 8
        assert len(ladder.answers["terse"].split()) < 0.75 * len(ladder.answers["strong"].split())
        assert len(ladder.answers["weak_padded"].split()) > 1.8 * len(
            ladder.answers["weak"].split()
        )


async def test_the_rules_hold_their_targets(ladders: tuple[Ladder, ...]) -> None:
    assessor = OfflineAssessor(lambda: datetime(2026, 1, 5, tzinfo=UTC))
    rubric = load_rubric()
    scored = [await score_ladder(ladder, assessor, rubric) for ladder in ladders]
    for metric in table(scored, OFFLINE, rounds=1):
        floor = NOT_REACHED.get(metric.name)
        held = metric if floor is None else Metric(
            metric.name, metric.reached, floor, metric.at_least, metric.low, metric.high,
            metric.items,
        )  # fmt: skip
        assert held.met, f"{metric.name}: {metric.reached:.2f} against {held.target}"


def made_up(*content: float) -> ScoredLadder:
    ladder = Ladder(INDEXES, InterviewType.TECHNICAL, False, {})
    names = (*LEVELS, "off_topic", "empty")
    scores = {
        name: Scores(value, value, {"relevance": value})
        for name, value in zip(names, content, strict=True)
    }
    return ScoredLadder(ladder, scores)


def test_a_perfect_ladder_measures_as_perfect() -> None:
    perfect = [made_up(90, 70, 50, 30, 0, 0)]
    assert ordering(perfect) == monotone(perfect) == 1
    assert rank_correlation(perfect) == pytest.approx(1)


def test_one_pair_out_of_order_is_seen() -> None:
    swapped = [made_up(70, 90, 50, 30, 10, 0)]
    assert ordering(swapped) == pytest.approx(14 / 15)
    assert monotone(swapped) == 0


def test_equal_scores_are_not_in_order() -> None:
    assert ordering([made_up(50, 50, 50, 50, 0, 0)]) == pytest.approx(9 / 15)


def test_a_judge_earns_only_where_it_orders_better() -> None:
    better, worse = [made_up(90, 70, 50, 30, 0, 0)], [made_up(70, 90, 50, 30, 0, 0)]
    assert earned_dimensions(better, worse, ["relevance", "structure"]) == {"relevance"}
    assert earned_dimensions(better, better, ["relevance"]) == frozenset()
