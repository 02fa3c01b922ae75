"""Pooled scores: the curves, the shrinking, the gates, and no pause charged twice."""

import pytest

from core.delivery import Delivery, Pause
from core.plan import QuestionKind
from scoring.delivery.pooling import TOO_SHORT, PooledDelivery, pool, share_loss
from scoring.rubric import curves
from scoring.rubric.curves import pw
from tests.scoring.timeline import measure_turn, plain, spoken, turn


def delivery(words: int = 150, seconds: float = 60.0, **fields: object) -> Delivery:
    measured: dict[str, object] = {
        "lexical_word_count": words,
        "word_count": words,
        "talk_seconds": seconds,
        "pause_seconds": 0.0,
        "pauses": (),
        "long_pause_weight": 0.0,
        "mid_clause_pause_count": 0,
        "expected_filler_count": 0.0,
        "filler_word_count": 0,
        "hedge_weight": 0.0,
        "own_action_count": 0,
        "delivery_scorable": True,
    }
    return Delivery.model_validate(measured | fields)


def one(measured: Delivery, kind: QuestionKind | None = None) -> PooledDelivery:
    return pool([(measured, kind)])


@pytest.mark.parametrize(
    ("wpm", "score"),
    [(50, 0), (73, 25), (102, 75.2), (120, 100), (150, 100), (180, 100), (190, 90), (300, 0)],
)
def test_pace_follows_its_curve(wpm: int, score: float) -> None:
    assert one(delivery(words=wpm)).pace == pytest.approx(score)


def test_fillers_are_shrunk_towards_two_in_a_hundred() -> None:
    pooled = one(delivery(words=30, seconds=12, expected_filler_count=2.0, filler_word_count=2))
    assert pooled.measures["fillers_per_100_words"] == pytest.approx(3.75)
    assert pooled.measures["fillers_per_minute"] == pytest.approx(10)
    assert pooled.fill == pytest.approx(pw(3.75, curves.FILLERS))


@pytest.mark.parametrize(("rate", "score"), [(0, 100), (3.3, 100), (5, 82), (8, 50), (16, 0)])
def test_the_filler_curve_has_its_anchors(rate: float, score: float) -> None:
    assert pw(rate, curves.FILLERS) == pytest.approx(score)


def test_no_fillers_at_all_earn_nothing_over_a_few() -> None:
    none = one(delivery(words=300))
    few = one(delivery(words=300, expected_filler_count=8.0))
    assert none.fill == few.fill == 100


def test_fluency_is_pauses_alone_where_fillers_are_unknown() -> None:
    pooled = one(delivery(expected_filler_count=None, filler_word_count=3, long_pause_weight=2.0))
    assert pooled.fill is None
    assert "at least 3" in pooled.not_measured["fill"]
    assert pooled.fluency == pooled.pause == pytest.approx(0.5 * 70 + 0.3 * 100 + 0.2 * 75)


def test_fluency_is_six_parts_fillers_and_four_parts_pauses() -> None:
    pooled = one(delivery(expected_filler_count=15.0, long_pause_weight=4.0))
    assert pooled.fill == pytest.approx(pw(100 * 16 / 200, curves.FILLERS))
    assert pooled.fluency == pytest.approx(0.6 * 50 + 0.4 * (0.5 * 30 + 0.3 * 100 + 0.2 * 75))


def test_without_clauses_long_pauses_and_phonation_share_the_weight() -> None:
    pooled = one(delivery(mid_clause_pause_count=None, long_pause_weight=2.0))
    assert pooled.pause == pytest.approx(0.7 * 70 + 0.3 * 75)
    assert "mid_clause_pauses" in pooled.not_measured


def test_mid_clause_pauses_count_per_hundred_words() -> None:
    pooled = one(delivery(mid_clause_pause_count=9))
    assert pooled.measures["mid_clause_pauses_per_100_words"] == 6
    assert pooled.pause == pytest.approx(0.5 * 100 + 0.3 * 70 + 0.2 * 75)


def test_exempt_silence_is_no_part_of_phonation() -> None:
    exempt = Pause(start_seconds=0, end_seconds=20, exempt=True)
    paused = Pause(start_seconds=30, end_seconds=40)
    pooled = one(delivery(pauses=(exempt, paused), pause_seconds=30.0))
    assert pooled.measures["phonation_ratio"] == pytest.approx(30 / 40)


def test_counts_are_pooled_before_the_formula() -> None:
    slow, fast = delivery(words=60, seconds=60), delivery(words=400, seconds=120)
    pooled = pool([(slow, None), (fast, None)])
    assert pooled.words_per_minute == pytest.approx(460 / 3)
    assert pooled.pace == 100


def test_an_answer_below_the_gate_does_not_count() -> None:
    short = delivery(words=20, seconds=4, delivery_scorable=False)
    assert pool([(delivery(), None), (short, None)]).pace == 100
    pooled = one(short)
    assert (pooled.pace, pooled.fluency, pooled.confidence) == (None, None, None)
    assert pooled.not_measured["pace"] == pooled.not_measured["fluency"] == TOO_SHORT
    assert pooled.words_per_minute == pytest.approx(300), "shown, though not scored"


def test_slow_speech_full_of_pauses_is_charged_once() -> None:
    pauses = tuple(Pause(start_seconds=i, end_seconds=i + 0.9, mid_clause=True) for i in range(30))
    measured = delivery(words=85, pauses=pauses, mid_clause_pause_count=30, long_pause_weight=5.0)
    pooled = one(measured)
    assert pooled.loss_shared
    assert pooled.pace is not None
    assert pooled.fluency is not None
    pause = 0.5 * 15 + 0.2 * pw(33 / 60, curves.PHONATION)
    raw = 45.0, 0.6 * 100 + 0.4 * pause
    assert (100 - pooled.pace) + (100 - pooled.fluency) == pytest.approx(100 - min(raw))


def test_sharing_a_loss_keeps_the_larger_one_in_all() -> None:
    assert share_loss(40, 70) == pytest.approx((60, 80))
    assert share_loss(100, 100) == (100, 100)


@pytest.mark.parametrize(
    ("words", "silent", "diagnosis"),
    [
        (100, 30, "many_pauses"),
        (100, 2, "slow_articulation"),
        (200, 2, "few_breaths"),
        (150, 9, None),
    ],
)
def test_an_unusual_pace_has_a_diagnosis(words: int, silent: float, diagnosis: str | None) -> None:
    pause = Pause(start_seconds=0, end_seconds=silent)
    assert one(delivery(words=words, pauses=(pause,))).diagnosis == diagnosis


def test_a_speaker_may_be_compared_with_their_own_rate() -> None:
    assert pool([(delivery(words=90), None)], usual_wpm=80).pace == 100
    assert pool([(delivery(words=90), None)], usual_wpm=140).pace == pw(90, curves.PACE)


def test_confidence_is_hedging_and_in_stories_own_actions_too() -> None:
    hedged = delivery(words=150, hedge_weight=5.0, own_action_count=3)
    hedge = pw(100 * 5.5 / 200, curves.HEDGES)
    assert one(hedged, QuestionKind.TECHNICAL).confidence == pytest.approx(hedge)
    own = 0.7 * hedge + 0.3 * 100
    assert one(hedged, QuestionKind.PAST_BEHAVIOUR).confidence == pytest.approx(own)


def test_confidence_reads_written_answers_too() -> None:
    pooled = one(measure_turn(turn(plain(40))), QuestionKind.MOTIVATION)
    assert pooled.confidence == 100
    assert pooled.pace is None


def test_an_overused_style_word_is_reported_with_its_count() -> None:
    said = measure_turn(spoken("basically we moved it. " * 3 + plain(100)))
    assert one(said).style_words == {"basically": 3}
    assert one(measure_turn(spoken("basically " + plain(100)))).style_words == {}


def test_nothing_said_pools_to_nothing() -> None:
    pooled = pool([])
    assert pooled.pace is None
    assert pooled.words_per_minute is None
    assert pooled.filler_word_count is None
    assert set(pooled.not_measured) == {"pace", "fill", "pause", "fluency", "confidence"}
