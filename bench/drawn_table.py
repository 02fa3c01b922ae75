"""From drawn people's talks in rooms to a table, a column per pipeline; pure."""

from collections.abc import Iterator, Mapping, Sequence

from bench.table import MISSING, percentile
from bench.turn_taking.people import Kind, Place
from bench.turn_taking.report import STRESS_AFTER_ANSWERS, share
from bench.voice.talk import Answered, Measured


def drawn_table(measured: Mapping[str, Measured]) -> Iterator[str]:
    """Yield the lines of the table."""
    columns = {name: dict(_figures(result.answers)) for name, result in measured.items()}
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
            value = percentile(times, percent)
            shown = MISSING if value is None else f"{value:.2f} s"
            yield f"reply at true ends, {label}, p{percent}", shown
    yield "answers split", share([answer.turns > 1 for answer in answers])
    yield "answers without a reply", share([a.response_seconds is None for a in answers])
    yield "answers with a word lost or doubled", share([not a.words_kept for a in answers])


def _over(answers: Sequence[Answered], place: Place | None = None) -> list[bool]:
    return [over for a in answers for where, over in a.pauses if place is None or where is place]
