"""From drawn people's talks in rooms to a table, a column per pipeline; pure."""

from collections.abc import Iterator, Mapping, Sequence

from bench.percentiles import percentile
from bench.turn_taking.people import Kind, Place
from bench.turn_taking.report import STRESS_AFTER_ANSWERS, share
from bench.voice.table import MISSING
from bench.voice.talk import Answered, Measured


def drawn_table(measured: Mapping[str, Measured]) -> Iterator[str]:
    """Yield the lines of the table."""
    columns = {
        name: {**dict(_figures(result.answers)), **dict(_besides(result))}
        for name, result in measured.items()
    }
    yield f"| | {' | '.join(columns)} |"
    yield f"|---|{'---:|' * len(columns)}"
    for label in next(iter(columns.values())):
        yield f"| {label} | {' | '.join(found[label] for found in columns.values())} |"


def _figures(answers: Sequence[Answered]) -> Iterator[tuple[str, str]]:
    usual = [answer for answer in answers if answer.kind is not Kind.STRESS]
    long = [answer for answer in usual if not answer.following_up]
    yield "pauses talked over, long answers", share(_over(long))
    for place in Place.BETWEEN, Place.WITHIN:
        yield f"… {place.value} sentences", share(_over(long, place))
    yield "long answers touched", share([any(_over([answer])) for answer in long])
    short = [answer for answer in usual if answer.following_up]
    yield "follow-ups touched", share([any(_over([answer])) for answer in short])
    stress = [answer for answer in answers if answer.kind is Kind.STRESS]
    yield "stress person after two answers, pauses", share(_over(stress[STRESS_AFTER_ANSWERS:]))
    for label, chosen in (("all answers", usual), ("long answers", long)):
        times = [a.response_seconds for a in chosen if a.response_seconds is not None]
        for percent in (50, 90):
            yield f"reply at true ends, {label}, p{percent}", _seconds(times, percent)
    worst = [sum(over) / len(over) for over in _by_person(usual)]
    yield "worst person, pauses", f"{max(worst):.1%}" if worst else MISSING
    first = [
        min(t for t in (a.nod_seconds, a.response_seconds) if t is not None)
        for a in usual
        if a.response_seconds is not None
    ]
    yield "first sound (hum or reply) at true ends, p50", _seconds(first, 50)
    yield "answers split", share([answer.turns > 1 for answer in answers])
    turns = [answer.turns for answer in answers]
    yield "turns per answer", f"{sum(turns) / max(len(turns), 1):.2f}"
    yield "answers without a reply", share([a.response_seconds is None for a in answers])
    yield "answers with a word lost or doubled", share([not a.words_kept for a in answers])


def _besides(result: Measured) -> Iterator[tuple[str, str]]:
    minutes = sum(answer.seconds for answer in result.answers) / 60
    nods = sum(answer.nods for answer in result.answers)
    yield "hums per minute of answers", f"{nods / minutes:.1f}" if minutes else MISSING
    met = sum(answer.nods_met for answer in result.answers)
    yield "hums met by speech", f"{met / nods:.1%} ({met} of {nods})" if nods else MISSING
    done = [seconds for seconds in result.handed_over if seconds is not None]
    yield 'reply after "I\'m done", p50', _seconds(done, 50)
    stops = [stop for stop in result.barge_in_stops if stop is not None]
    yield "interruption until silence, p50", _seconds(stops, 50)


def _by_person(answers: Sequence[Answered]) -> Iterator[list[bool]]:
    """Yield the pauses of each person."""
    people: dict[str, list[bool]] = {}
    for answer in answers:
        people.setdefault(answer.person, []).extend(_over([answer]))
    yield from (over for over in people.values() if over)


def _seconds(values: Sequence[float], percent: float) -> str:
    value = percentile(values, percent)
    return MISSING if value is None else f"{value:.2f} s"


def _over(answers: Sequence[Answered], place: Place | None = None) -> list[bool]:
    return [over for a in answers for where, over in a.pauses if place is None or where is place]
