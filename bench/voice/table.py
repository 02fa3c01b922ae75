"""From what was measured to a table; pure."""

from collections.abc import Iterator, Mapping, Sequence

from bench.percentiles import percentile
from bench.voice.candidates import PauseKind
from bench.voice.talk import Answered, Measured

MISSING = "–"


def latency_table(measured: Mapping[str, Measured]) -> Iterator[str]:
    """Yield the lines of the table, a column per pipeline and, of two, how ours relates."""
    names = list(measured)
    compared = "stock" in measured and "ours" in measured
    header = ["", *names, *(["ours / stock"] if compared else [])]
    yield f"| {' | '.join(header)} |"
    yield f"|---|{'---:|' * (len(header) - 1)}"
    columns = {name: dict(_figures(result)) for name, result in measured.items()}
    for label in next(iter(columns.values())):
        cells = [columns[name][label][1] for name in names]
        if compared:
            ours, stock = (columns[name][label][0] for name in ("ours", "stock"))
            cells.append(f"{ours / stock:.2f}" if ours is not None and stock else MISSING)
        yield f"| {label} | {' | '.join(cells)} |"


def _figures(result: Measured) -> Iterator[tuple[str, tuple[float | None, str]]]:
    answers = result.answers
    for label, chosen in (
        ("voice to voice, all answers", answers),
        ("… without a pause inside", _with(answers, PauseKind.NONE)),
        ("… with a pause within a clause", _with(answers, PauseKind.WITHIN)),
        ("… with a pause between sentences", _with(answers, PauseKind.BETWEEN)),
    ):
        times = [a.response_seconds for a in chosen if a.response_seconds is not None]
        for percent in (50, 95):
            yield f"{label}, p{percent}", _seconds(percentile(times, percent))
        yield f"{label}, n", (None, str(len(times)))
    turns = [a.turns for a in answers]
    mean = sum(turns) / len(turns) if turns else None
    yield "turns per answer", (mean, MISSING if mean is None else f"{mean:.2f}")
    yield "answers split", _share([a.turns > 1 for a in answers])
    yield (
        "cut-ins, pauses within a clause or none",
        _share([a.cut_in for a in answers if a.pause is not PauseKind.BETWEEN]),
    )
    yield (
        "cut-ins, pauses between sentences",
        _share([a.cut_in for a in _with(answers, PauseKind.BETWEEN)]),
    )
    yield "answers without a reply", _share([a.response_seconds is None for a in answers])
    yield "answers with a word lost or doubled", _share([not a.words_kept for a in answers])
    stops = [stop for stop in result.barge_in_stops if stop is not None]
    for percent in (50, 95):
        yield f"barge-in until silent, p{percent}", _seconds(percentile(stops, percent))
    yield "barge-ins, n", (None, str(len(stops)))
    yield (
        "backchannels that ended the utterance",
        _share([one.ended_utterance for one in result.backchannels]),
    )
    yield (
        "backchannels that made it pause",
        _share([one.paused_utterance for one in result.backchannels]),
    )


def _with(answers: Sequence[Answered], pause: PauseKind) -> list[Answered]:
    return [answer for answer in answers if answer.pause is pause]


def _seconds(value: float | None) -> tuple[float | None, str]:
    return value, MISSING if value is None else f"{value:.2f} s"


def _share(found: Sequence[bool]) -> tuple[float | None, str]:
    if not found:
        return None, MISSING
    return None, f"{sum(found)} of {len(found)}"
