"""Delivery of a whole interview: counts are added up, then each formula is applied once.

Rates of single answers are never averaged (`docs/formulas.md#gates-and-pooling`): a short answer
would weigh as much as a long one, and two fillers in ten words would look like a habit.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.delivery import Delivery, Pause
from core.plan import QuestionKind
from scoring.delivery.own_pace import is_usual
from scoring.delivery.tuned import DELIVERY
from scoring.rubric import curves
from scoring.rubric.curves import pw

TOO_SHORT = (
    f"no answer had at least {DELIVERY.scorable_words} words"
    f" and {DELIVERY.scorable_seconds:.0f} seconds of speech"
)

Spoken = tuple[Delivery, QuestionKind | None]


@dataclass(frozen=True, slots=True)
class PooledDelivery:
    """The interview's delivery. Scores are 0-100 or null, with the reason in `not_measured`.

    `measures` holds every figure a score was computed from; `diagnosis` names what lies behind an
    unusual pace (`many_pauses`, `slow_articulation`, `few_breaths`).
    """

    pace: float | None = None
    fill: float | None = None
    pause: float | None = None
    fluency: float | None = None
    confidence: float | None = None
    words_per_minute: float | None = None
    filler_word_count: int | None = None
    diagnosis: str | None = None
    loss_shared: bool = False
    mean_word_confidence: float | None = None
    measures: dict[str, float | int | None] = field(default_factory=dict)
    style_words: dict[str, int] = field(default_factory=dict)
    filler_words: dict[str, int] = field(default_factory=dict)
    hedges: dict[str, int] = field(default_factory=dict)
    not_measured: dict[str, str] = field(default_factory=dict)


def pool(answers: Sequence[Spoken], *, usual_wpm: float | None = None) -> PooledDelivery:
    """Return the delivery of all answers together.

    `usual_wpm` is the speaker's own usual rate, where they chose to be compared with it: pace is
    then 100 within a fifth of it.
    """
    why: dict[str, str] = {}
    measures: dict[str, float | int | None] = {}
    timed = [delivery for delivery, _ in answers if delivery.delivery_scorable]
    pace = _pace(timed, usual_wpm, measures, why)
    fill = _fill(timed, measures, why)
    pause = _pause(timed, measures, why)
    fluency = _fluency(fill, pause, why)
    loss_shared = False
    if pace is not None and fluency is not None and pause is not None:
        rate = measures["words_per_minute"] or 0.0
        loss_shared = rate < DELIVERY.slow_wpm and pause < 60 and pace < 100 and fluency < 100
        if loss_shared:
            pace, fluency = share_loss(pace, fluency)
    counted = [delivery.filler_word_count for delivery, _ in answers]
    known = [count for count in counted if count is not None]
    return PooledDelivery(
        pace=_points(pace),
        fill=_points(fill),
        pause=_points(pause),
        fluency=_points(fluency),
        confidence=_points(_confidence(answers, measures, why)),
        words_per_minute=_words_per_minute([delivery for delivery, _ in answers]),
        filler_word_count=sum(known) if known else None,
        diagnosis=_diagnosis(measures),
        loss_shared=loss_shared,
        mean_word_confidence=mean_word_confidence([delivery for delivery, _ in answers]),
        measures=measures,
        style_words=_overused_style_words([delivery for delivery, _ in answers]),
        filler_words=_most_used(delivery.filler_words for delivery, _ in answers),
        hedges=_most_used(delivery.hedges for delivery, _ in answers),
        not_measured=why,
    )


def _points(score: float | None) -> float | None:
    return None if score is None else curves.points(score)


def share_loss(first: float, second: float) -> tuple[float, float]:
    """Return two scores whose summed loss is the larger of their losses, in proportion.

    The same pauses lower both pace and fluency; they must not be charged twice.
    """
    losses = 100 - first, 100 - second
    total = sum(losses)
    if total == 0:
        return first, second
    shared = max(losses) / total
    return 100 - losses[0] * shared, 100 - losses[1] * shared


def _pace(
    timed: Sequence[Delivery],
    usual_wpm: float | None,
    measures: dict[str, float | int | None],
    why: dict[str, str],
) -> float | None:
    if not timed:
        why["pace"] = TOO_SHORT
        return None
    lexical = sum(d.lexical_word_count for d in timed)
    talk_seconds = sum(d.talk_seconds or 0.0 for d in timed)
    rate = 60 * lexical / talk_seconds
    measures |= {"words_per_minute": rate, "talk_seconds": talk_seconds, "words": lexical}
    if usual_wpm is not None:
        measures["usual_words_per_minute"] = usual_wpm
    return 100.0 if is_usual(rate, usual_wpm) else pw(rate, curves.PACE)


def _fill(
    timed: Sequence[Delivery], measures: dict[str, float | int | None], why: dict[str, str]
) -> float | None:
    if not timed:
        why["fill"] = TOO_SHORT
        return None
    verbatim = [d for d in timed if d.expected_filler_count is not None]
    if not verbatim:
        heard = sum(d.filler_word_count or 0 for d in timed)
        why["fill"] = f"the transcript is not verbatim: fillers said, at least {heard}"
        return None
    expected = sum(d.expected_filler_count or 0.0 for d in verbatim)
    spoken = sum(d.word_count for d in verbatim)
    per_100 = (
        100
        * (expected + DELIVERY.filler_prior * DELIVERY.prior_words / 100)
        / (spoken + DELIVERY.prior_words)
    )
    minutes = sum(d.talk_seconds or 0.0 for d in verbatim) / 60
    measures |= {
        "fillers": sum(d.filler_word_count or 0 for d in verbatim),
        "expected_fillers": expected,
        "fillers_per_100_words": per_100,
        "fillers_per_minute": expected / minutes if minutes else None,
    }
    return pw(per_100, curves.FILLERS)


def _pause(
    timed: Sequence[Delivery], measures: dict[str, float | int | None], why: dict[str, str]
) -> float | None:
    known = [d for d in timed if d.pauses is not None and d.talk_seconds is not None]
    if not known:
        why["pause"] = "no silences were measured" if timed else TOO_SHORT
        return None
    exempt = sum(p.seconds for d in known for p in d.pauses or () if p.exempt)
    silent = sum(p.seconds for d in known for p in d.pauses or ()) - exempt
    talk = sum(d.talk_seconds or 0.0 for d in known)
    long_per_minute = 60 * sum(d.long_pause_weight or 0.0 for d in known) / talk
    phonation = (talk - exempt - silent) / (talk - exempt)
    lexical = sum(d.lexical_word_count for d in known)
    long = [p.seconds for d in known for p in d.pauses or () if _is_long(p)]
    measures |= {
        "long_pauses": len(long),
        "longest_pause_seconds": max(long, default=None),
        "long_pauses_per_minute": long_per_minute,
        "phonation_ratio": phonation,
        "articulation_rate_wpm": 60 * lexical / (talk - exempt - silent),
    }
    long_score = pw(long_per_minute, curves.LONG_PAUSES)
    phonation_score = pw(phonation, curves.PHONATION)
    with_clauses = [d for d in known if d.mid_clause_pause_count is not None]
    if not with_clauses:
        why["mid_clause_pauses"] = "clauses could not be told apart"
        return 0.7 * long_score + 0.3 * phonation_score
    inside = sum(d.mid_clause_pause_count or 0 for d in with_clauses)
    per_100 = 100 * inside / sum(d.word_count for d in with_clauses)
    measures["mid_clause_pauses_per_100_words"] = per_100
    mid_score = pw(per_100, curves.MID_CLAUSE_PAUSES)
    return 0.5 * long_score + 0.3 * mid_score + 0.2 * phonation_score


def _fluency(fill: float | None, pause: float | None, why: dict[str, str]) -> float | None:
    """Return 0.6*fill + 0.4*pause, the one that is known, or null."""
    if fill is None and pause is None:
        why["fluency"] = (
            why["pause"] if why["pause"] == why["fill"] else (f"{why['fill']}; {why['pause']}")
        )
        return None
    if fill is None or pause is None:
        return pause if fill is None else fill
    return 0.6 * fill + 0.4 * pause


def _confidence(
    answers: Sequence[Spoken], measures: dict[str, float | int | None], why: dict[str, str]
) -> float | None:
    """Return the score for assertive wording; it reads words alone, so times are not needed."""
    enough = [
        (delivery, kind)
        for delivery, kind in answers
        if delivery.hedge_weight is not None
        and delivery.lexical_word_count >= DELIVERY.scorable_words
        and (delivery.talk_seconds is None or delivery.talk_seconds >= DELIVERY.scorable_seconds)
    ]
    if not enough:
        why["confidence"] = f"no answer had at least {DELIVERY.scorable_words} words"
        return None
    spoken = sum(d.word_count for d, _ in enough)
    weight = sum(d.hedge_weight or 0.0 for d, _ in enough)
    hedges = (
        100
        * (weight + DELIVERY.hedge_prior * DELIVERY.prior_words / 100)
        / (spoken + DELIVERY.prior_words)
    )
    measures |= {
        "hedges": sum(sum(d.hedges.values()) for d, _ in enough),
        "words_read": spoken,
        "hedges_per_100_words": hedges,
    }
    hedge = pw(hedges, curves.HEDGES)
    past = [d for d, kind in enough if kind is QuestionKind.PAST_BEHAVIOUR]
    if not past:
        return hedge
    past_words = sum(d.word_count for d in past)
    own = 100 * sum(d.own_action_count or 0 for d in past) / past_words
    measures["own_actions_per_100_words"] = own
    share = 0.3 * past_words / spoken
    return (1 - share) * hedge + share * pw(own, curves.OWN_ACTIONS)


def _words_per_minute(deliveries: Sequence[Delivery]) -> float | None:
    """Return the rate over every answer with a length, long enough to be scored or not."""
    timed = [d for d in deliveries if d.talk_seconds]
    talk_seconds = sum(d.talk_seconds or 0.0 for d in timed)
    if not talk_seconds:
        return None
    return 60 * sum(d.lexical_word_count for d in timed) / talk_seconds


def _diagnosis(measures: dict[str, float | int | None]) -> str | None:
    rate, articulation = measures.get("words_per_minute"), measures.get("articulation_rate_wpm")
    phonation = measures.get("phonation_ratio")
    if rate is None or articulation is None or phonation is None:
        return None
    if rate < DELIVERY.slow_wpm and articulation >= 170:
        return "many_pauses"
    if rate < DELIVERY.slow_wpm and articulation < 150:
        return "slow_articulation"
    if rate > DELIVERY.fast_wpm and phonation > 0.88:
        return "few_breaths"
    return None


def _is_long(pause: Pause) -> bool:
    return not pause.exempt and pause.seconds >= DELIVERY.long_seconds


def _most_used(counted: Iterable[dict[str, int]]) -> dict[str, int]:
    """Return counts by word, the most frequent word first."""
    counts: Counter[str] = Counter()
    for words in counted:
        counts.update(words)
    return dict(counts.most_common())


def _overused_style_words(deliveries: Sequence[Delivery]) -> dict[str, int]:
    spoken = sum(d.word_count for d in deliveries)
    return {
        word: count
        for word, count in _most_used(d.style_words for d in deliveries).items()
        if spoken >= 100 and 100 * count / spoken > DELIVERY.style_words_per_100
    }


def mean_word_confidence(deliveries: Sequence[Delivery]) -> float | None:
    """Return the mean confidence (0-1) over the words of all turns that carry one, or null."""
    known = [d for d in deliveries if d.mean_word_confidence is not None]
    spoken = sum(d.word_count for d in known)
    if not spoken:
        return None
    return sum((d.mean_word_confidence or 0.0) * d.word_count for d in known) / spoken
