"""The deliveries of one answer's turns as one delivery: counts add up, rates are dropped."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from core.delivery import Delivery
from scoring.delivery.tuned import DELIVERY


def join(deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
    """Return the deliveries of one answer joined: the timed turns as one, the others as one.

    Turns without times must not thin out the pace of those with times, so they stay apart.
    """
    timed = [d for d in deliveries if d.talk_seconds is not None]
    untimed = [d for d in deliveries if d.talk_seconds is None]
    return tuple(_joined(group) for group in (timed, untimed) if group)


def _joined(group: Sequence[Delivery]) -> Delivery:
    if len(group) == 1:
        return group[0]
    lexical = sum(d.lexical_word_count for d in group)
    talk_seconds = _sum(group, lambda d: d.talk_seconds)
    pauses = [d.pauses for d in group]
    mid_clause = _sum(group, lambda d: d.mid_clause_pause_count)
    fillers = _sum(group, lambda d: d.filler_word_count)
    own_actions = _sum(group, lambda d: d.own_action_count)
    return Delivery(
        lexical_word_count=lexical,
        word_count=sum(d.word_count for d in group),
        talk_seconds=talk_seconds,
        pause_seconds=_sum(group, lambda d: d.pause_seconds),
        pauses=tuple(pause for of_turn in pauses for pause in of_turn or ())
        if all(of_turn is not None for of_turn in pauses)
        else None,
        long_pause_weight=_sum(group, lambda d: d.long_pause_weight),
        mid_clause_pause_count=None if mid_clause is None else int(mid_clause),
        filler_word_count=None if fillers is None else int(fillers),
        expected_filler_count=_sum(group, lambda d: d.expected_filler_count),
        filler_words=_counts(d.filler_words for d in group),
        hedge_weight=_sum(group, lambda d: d.hedge_weight),
        hedges=_counts(d.hedges for d in group),
        own_action_count=None if own_actions is None else int(own_actions),
        mean_word_confidence=_mean_confidence(group),
        style_words=_counts(d.style_words for d in group),
        delivery_scorable=lexical >= DELIVERY.scorable_words
        and (talk_seconds or 0) >= DELIVERY.scorable_seconds,
        not_measured={name: why for d in group for name, why in d.not_measured.items()},
    )


def _sum(group: Sequence[Delivery], of: Callable[[Delivery], float | None]) -> float | None:
    values = [value for value in map(of, group) if value is not None]
    return sum(values) if len(values) == len(group) else None


def _counts(parts: Iterable[dict[str, int]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part)
    return dict(counts)


def _mean_confidence(group: Sequence[Delivery]) -> float | None:
    known = [d for d in group if d.mean_word_confidence is not None and d.word_count]
    spoken = sum(d.word_count for d in known)
    if not spoken:
        return None
    return sum((d.mean_word_confidence or 0.0) * d.word_count for d in known) / spoken
