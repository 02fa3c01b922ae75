"""When the interviewer was audible, from what a candidate received; pure."""

from bisect import bisect_left
from collections.abc import Sequence

from wiring.candidate import AUDIBLE

SILENCE_SECONDS = 0.3
"""Silences shorter than this are part of an utterance."""

RETURN_SECONDS = 0.25
"""What begins to be heard so soon after a voice has returned was let go in the pause."""

Span = tuple[float, float]


def audible_spans(
    times: Sequence[float], levels: Sequence[float], start: float, end: float
) -> list[Span]:
    """Return the stretches (first, last audible moment) between two moments.

    Silences shorter than `SILENCE_SECONDS` do not divide a stretch.
    """
    spans: list[Span] = []
    for n in range(bisect_left(times, start), bisect_left(times, end)):
        if levels[n] <= AUDIBLE:
            continue
        if spans and times[n] - spans[-1][1] < SILENCE_SECONDS:
            spans[-1] = (spans[-1][0], times[n])
        else:
            spans.append((times[n], times[n]))
    return spans


def response_seconds(spans: Sequence[Span], last_sample_at: float) -> float | None:
    """Return how long after the last sample the interviewer began; null while it has not.

    Null too when it was already speaking at that moment and has not begun anew: it cut in.
    """
    later = next((first for first, _ in spans if first > last_sample_at), None)
    return None if later is None else later - last_sample_at


def cut_in(spans: Sequence[Span], first_sample_at: float, last_sample_at: float) -> bool:
    """Return whether the interviewer was audible while the candidate's answer went on."""
    return any(first < last_sample_at and last > first_sample_at for first, last in spans)


def began_in(spans: Sequence[Span], pause_began: float, pause_ended: float) -> bool:
    """Return whether the interviewer began to be audible in a pause, or as the voice returned."""
    return any(pause_began < first <= pause_ended + RETURN_SECONDS for first, _ in spans)


def stop_seconds(spans: Sequence[Span], first_sample_at: float) -> float | None:
    """Return how long the interviewer went on after the candidate's first sample.

    Null when it was not speaking at that moment.
    """
    for first, last in spans:
        if first <= first_sample_at <= last:
            return last - first_sample_at
    return None
