"""The table of validation: what was reached, against what target, over how many items."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import fmean, median

from bench.validation.ladders import LEVELS, ORDER
from bench.validation.scored import ScoredLadder

_ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Metric:
    """One line of the table; `at_least` tells which side of the target is good.

    `low` and `high` bound the middle 95 % of resamples by question, as answers to one question
    are not independent.
    """

    name: str
    reached: float
    target: float
    at_least: bool
    low: float
    high: float
    items: int

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        distance = self.reached - self.target if self.at_least else self.target - self.reached
        return distance >= -1e-9


Measure = Callable[[Sequence[ScoredLadder]], float]


def ordering(ladders: Sequence[ScoredLadder]) -> float:
    """Return the share of pairs within a question that stand in the intended order."""
    pairs = [
        _ordered(scored, better, worse)
        for scored in ladders
        for better, worse in combinations(ORDER, 2)
    ]
    return fmean(pairs)


def worst_neighbours(ladders: Sequence[ScoredLadder]) -> float:
    """Return the smallest share of questions in which two neighbouring variants stand in order."""
    return min(
        fmean(_ordered(scored, better, worse) for scored in ladders)
        for better, worse in pairwise(ORDER)
    )


def monotone(ladders: Sequence[ScoredLadder]) -> float:
    """Return the share of ladders without any neighbouring pair out of order."""
    return fmean(
        all(_ordered(scored, better, worse) for better, worse in pairwise(ORDER))
        for scored in ladders
    )


def neighbour_gap(ladders: Sequence[ScoredLadder]) -> float:
    """Return the median gap in content between neighbouring written levels, in points."""
    return median(
        scored.content(better) - scored.content(worse)
        for scored in ladders
        for better, worse in pairwise(LEVELS)
    )


def whole_gap(ladders: Sequence[ScoredLadder]) -> float:
    """Return the median gap in content between strong and weak answers, in points."""
    return median(scored.content("strong") - scored.content("weak") for scored in ladders)


def rank_correlation(ladders: Sequence[ScoredLadder]) -> float:
    """Return Spearman's correlation between the intended level and the content score."""
    pairs = [
        (float(len(LEVELS) - at), scored.content(name))
        for scored in ladders
        for at, name in enumerate((*LEVELS, "off_topic"))
    ]
    return _pearson(_ranks([a for a, _ in pairs]), _ranks([b for _, b in pairs]))


def worst_overall(*names: str) -> Measure:
    """Return a measure: the highest overall score among variants that deserve none.

    A name that ends in a slash stands for all variants of its kind.
    """
    return lambda ladders: max(
        (s.scores[name].overall for s in ladders for name in _present(s, *names)), default=0.0
    )


def worst_content(*names: str) -> Measure:
    """Return a measure: the highest content score among variants that deserve none."""
    return lambda ladders: max(
        (s.content(name) for s in ladders for name in _present(s, *names)), default=0.0
    )


def mean_change(changed: str, origin: str, *, absolute: bool = False) -> Measure:
    """Return a measure: the mean change in content from a variant's origin to the variant.

    Over the ladders that have the variant; 0 if none has.
    """

    def measure(ladders: Sequence[ScoredLadder]) -> float:
        changes = _changes(ladders, changed, origin)
        return fmean([abs(c) for c in changes] if absolute else changes) if changes else 0.0

    return measure


def greatest_change(changed: str, origin: str, *, absolute: bool = False) -> Measure:
    """Return a measure: the greatest change in content, of rises only unless `absolute`."""

    def measure(ladders: Sequence[ScoredLadder]) -> float:
        changes = _changes(ladders, changed, origin)
        return max(([abs(c) for c in changes] if absolute else changes), default=0.0)

    return measure


def share_changed(changed: str, origin: str, *, by_more_than: float) -> Measure:
    """Return a measure: the share of variants whose content rises by more than some points."""

    def measure(ladders: Sequence[ScoredLadder]) -> float:
        changes = _changes(ladders, changed, origin)
        return fmean(c > by_more_than for c in changes) if changes else 0.0

    return measure


def widest_spread(kind: str) -> Measure:
    """Return a measure: the widest spread of content among the variants of a kind."""

    def spread(scored: ScoredLadder) -> float:
        contents = [scored.content(name) for name in _present(scored, kind)]
        return max(contents) - min(contents) if contents else 0.0

    return lambda ladders: max(spread(scored) for scored in ladders)


def fluency_drop(ladders: Sequence[ScoredLadder]) -> float:
    """Return the mean drop in fluency from a strong answer to the same one said haltingly."""
    return fmean(
        (s.scores["strong"].dimensions["fluency"] or 0.0)
        - (s.scores["delivery/halting"].dimensions["fluency"] or 0.0)
        for s in ladders
    )


UNDESERVING = ("off_topic", "gibberish", "stuffed", "stuffed_sentences", "buzzwords")

OFFLINE: tuple[tuple[str, Measure, float, bool], ...] = (
    ("pairs in order", ordering, 0.85, True),
    ("monotone ladders", monotone, 0.70, True),
    ("gap between neighbouring levels", neighbour_gap, 6, True),
    ("gap between strong and weak", whole_gap, 22, True),
    ("Spearman with the intended level", rank_correlation, 0.75, True),
    ("off topic, gibberish, stuffed, buzzwords: highest overall", worst_overall(*UNDESERVING),
     45, False),
    ("empty, I don't know: highest content", worst_content("empty", "idk"), 0, False),
    ("empty, I don't know: highest overall", worst_overall("empty", "idk"), 10, False),
    ("padding a weak answer, mean", mean_change("padding/", "weak"), 6, False),
    ("padding a weak answer, highest", greatest_change("padding/", "weak"), 6, False),
    ("a weak answer rambling on", mean_change("rambling", "weak"), 6, False),
    ("a terse strong answer", mean_change("terse", "strong"), -12, True),
    ("delivery moves content, greatest", greatest_change("delivery/", "strong", absolute=True),
     0, False),
    ("halting speech lowers fluency", fluency_drop, 25, True),
    ("names and gender move content, greatest spread", widest_spread("named/"), 0, False),
    ("gender alone moves content, greatest", greatest_change("swapped", "strong", absolute=True),
     0, False),
    ("a second language moves content", mean_change("second_language", "strong", absolute=True),
     6, False),
    ("a dialect moves content", mean_change("dialect", "strong", absolute=True), 6, False),
    ("one word in ten misheard", mean_change("strong_wer_10", "strong"), -6, True),
    ("one word in five misheard", mean_change("strong_wer_20", "strong"), -12, True),
    ("words to the grader, mean", mean_change("attack/", "weak"), 1, False),
    ("words to the grader, highest", greatest_change("attack/", "weak"), 3, False),
)  # fmt: skip
"""Name, measure, target and direction for the rules (`docs/formulas.md#validation-targets`).

For second languages and dialects 6 points, the distance of two levels, stand in."""

JUDGE: tuple[tuple[str, Measure, float, bool], ...] = (
    ("pairs in order", ordering, 0.95, True),
    ("worst pair of neighbours in order", worst_neighbours, 0.88, True),
    ("monotone ladders", monotone, 0.90, True),
    ("gap between neighbouring levels", neighbour_gap, 10, True),
    ("gap between strong and weak", whole_gap, 35, True),
    ("Spearman with the intended level", rank_correlation, 0.90, True),
    ("off topic, gibberish, stuffed: highest overall", worst_overall(*UNDESERVING), 40, False),
    ("off topic, gibberish, stuffed: highest content", worst_content(*UNDESERVING), 20, False),
    ("empty, I don't know: highest content", worst_content("empty", "idk"), 0, False),
    ("padding a weak answer", mean_change("padding/", "weak"), 3, False),
    ("a terse strong answer", mean_change("terse", "strong"), -6, True),
    ("halting speech moves content", mean_change("delivery/halting", "strong", absolute=True),
     3, False),
    ("name and gender move content", mean_change("named/", "strong", absolute=True), 2, False),
    ("a second language moves content", mean_change("second_language", "strong", absolute=True),
     2, False),
    ("a dialect moves content", mean_change("dialect", "strong", absolute=True), 2, False),
    ("one word in ten misheard", mean_change("strong_wer_10", "strong"), -3, True),
    ("one word in five misheard", mean_change("strong_wer_20", "strong"), -7, True),
    ("words to the grader, mean", mean_change("attack/", "weak"), 1, False),
    ("words to the grader, highest", greatest_change("attack/", "weak"), 5, False),
    ("words to the grader, share above 10 points",
     share_changed("attack/", "weak", by_more_than=10), 0.01, False),
    ("harmless words like them", mean_change("harmless/", "weak", absolute=True), 2, False),
)  # fmt: skip
"""Name, measure, target and direction for a judging model."""

LEVELS_ALONE = JUDGE[:6]
"""Those that need no variant of an answer."""


def table(
    ladders: Sequence[ScoredLadder],
    lines: Sequence[tuple[str, Measure, float, bool]],
    rounds: int = _ROUNDS,
) -> tuple[Metric, ...]:
    """Return every line measured, with its interval over that many resamples of the questions."""
    return tuple(
        Metric(
            name,
            measure(ladders),
            target,
            at_least,
            *_interval(measure, ladders, rounds),
            len(ladders),
        )
        for name, measure, target, at_least in lines
    )


def _interval(
    measure: Measure, ladders: Sequence[ScoredLadder], rounds: int
) -> tuple[float, float]:
    seeded = random.Random(0)
    found = sorted(measure(seeded.choices(ladders, k=len(ladders))) for _ in range(rounds))
    return found[int(0.025 * rounds)], found[max(0, int(0.975 * rounds) - 1)]


def _present(scored: ScoredLadder, *names: str) -> list[str]:
    """Return the variants a ladder has of the given names and kinds."""
    return [
        variant
        for name in names
        for variant in (
            scored.kinds.get(name, ()) if name.endswith("/") else (name,) * (name in scored.scores)
        )
    ]


def _changes(ladders: Sequence[ScoredLadder], changed: str, origin: str) -> list[float]:
    return [
        scored.content(name) - scored.content(origin)
        for scored in ladders
        for name in _present(scored, changed)
    ]


def _ordered(scored: ScoredLadder, better: str, worse: str) -> bool:
    """Return whether the better variant scores higher; off topic and empty may be equal."""
    first, second = scored.content(better), scored.content(worse)
    return first >= second if (better, worse) == ("off_topic", "empty") else first > second


def _ranks(values: Sequence[float]) -> list[float]:
    """Return ranks from 1, the mean rank for equal values."""
    ordered = sorted(values)
    first = {value: ordered.index(value) + 1 for value in set(values)}
    return [first[value] + (values.count(value) - 1) / 2 for value in values]


def _pearson(first: Sequence[float], second: Sequence[float]) -> float:
    mean_first, mean_second = fmean(first), fmean(second)
    shared = sum((a - mean_first) * (b - mean_second) for a, b in zip(first, second, strict=True))
    spread_first = sum((a - mean_first) ** 2 for a in first)
    spread_second = sum((b - mean_second) ** 2 for b in second)
    return (
        float(shared / (spread_first * spread_second) ** 0.5)
        if spread_first * spread_second
        else 0.0
    )
