"""From what people met to a table, a column per policy; pure."""

from collections.abc import Iterator, Mapping, Sequence

from bench.percentiles import percentile
from bench.turn_taking.people import Kind, Place
from bench.turn_taking.replay import Met, worst_share

STRESS_AFTER_ANSWERS = 2


def table(columns: Mapping[str, Sequence[Met]]) -> Iterator[str]:
    """Yield the lines of the table."""
    figures = {name: dict(_figures(met)) for name, met in columns.items()}
    yield f"| | {' | '.join(figures)} |"
    yield f"|---|{'---:|' * len(figures)}"
    for label in next(iter(figures.values())):
        yield f"| {label} | {' | '.join(found[label] for found in figures.values())} |"


def _figures(met: Sequence[Met]) -> Iterator[tuple[str, str]]:
    usual = [one for one in met if one.kind is not Kind.STRESS]
    long = [one for one in usual if not one.following_up]
    short = [one for one in usual if one.following_up]
    inside = [one for one in long if one.place is not Place.END]
    yield "pauses talked over, long answers", share([m.talked_over for m in inside])
    for place in (Place.BETWEEN, Place.WITHIN):
        at_place = [m.talked_over for m in inside if m.place is place]
        yield f"… {place.value} sentences", share(at_place)
    yield "taken back unheard", share([m.taken_back for m in inside])
    yield "long answers touched", share(touched(long))
    yield "follow-ups touched", share(touched(short))
    for label, chosen in (("long answers", long), ("follow-ups", short)):
        turns = turns_of(chosen)
        yield f"{label} split", share([count > 1 for count in turns])
        yield f"turns per answer, {label}", f"{sum(turns) / max(len(turns), 1):.2f}"
    yield "worst person, pauses", f"{worst_share(met):.1%}"
    stress = [
        m.talked_over
        for m in met
        if m.kind is Kind.STRESS and m.place is not Place.END and m.answer >= STRESS_AFTER_ANSWERS
    ]
    yield "stress person after two answers, pauses", share(stress)
    ends = [one for one in usual if one.place is Place.END]
    for percent in (50, 90):
        first = percentile([m.first_sound_seconds for m in ends], percent)
        yield f"first sign (nod or reply) at true ends, p{percent}", f"{first:.2f} s"
    for label, chosen in (("", ends), (", long answers", [m for m in ends if not m.following_up])):
        for percent in (50, 90):
            reply = percentile([m.reply_seconds for m in chosen], percent)
            yield f"reply at true ends{label}, p{percent}", f"{reply:.2f} s"
    nods = [one for one in usual if one.nodded]
    minutes = sum(one.speech_seconds for one in usual) / 60
    yield "nods per minute of speech", f"{len(nods) / max(minutes, 1e-9):.1f}"
    yield "nods met by speech", share([one.nod_met for one in nods])


def touched(met: Sequence[Met]) -> list[bool]:
    """Return for each answer whether it was talked over at least once."""
    answers: dict[tuple[int, int], bool] = {}
    for one in met:
        key = (one.person, one.answer)
        answers[key] = answers.get(key, False) or one.talked_over
    return list(answers.values())


def turns_of(met: Sequence[Met]) -> list[int]:
    """Return how many turns were made of each answer."""
    turns: dict[tuple[int, int], int] = {}
    for one in met:
        key = (one.person, one.answer)
        turns[key] = turns.get(key, 1) + one.split
    return list(turns.values())


def share(found: Sequence[bool]) -> str:
    """Return how many of how many, as a share."""
    return f"{sum(found) / len(found):.1%} ({sum(found)} of {len(found)})" if found else "–"
