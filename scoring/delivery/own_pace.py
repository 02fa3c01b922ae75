"""The rate at which somebody usually speaks, for who chose to be compared with it.

Formula: `docs/formulas.md#pace`.

For a second language, a stammer, or by preference: nobody is asked why, and a report holds the rate
alone.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from statistics import median

from core.interview import InterviewSession
from scoring.delivery.tuned import DELIVERY


async def with_usual_wpm(
    session: InterviewSession, first_rates: Callable[[int, int, int], Awaitable[Sequence[float]]]
) -> InterviewSession:
    """Return the session with the usual rate where it is to be compared with and known.

    `first_rates` gives the rates of a user's first sessions before one, at most so many.
    """
    if not session.request.own_pace:
        return session
    rates = await first_rates(session.user_id, session.id, DELIVERY.sessions)
    return replace(session, usual_wpm=usual_wpm(rates))


def usual_wpm(rates: Sequence[float]) -> float | None:
    """Return the median words per minute of the first three spoken interviews, null for fewer."""
    return median(rates[: DELIVERY.sessions]) if len(rates) >= DELIVERY.sessions else None


def is_usual(wpm: float, usual: float | None) -> bool:
    """Return whether a rate lies within a fifth of the usual one."""
    return usual is not None and abs(wpm - usual) <= DELIVERY.near * usual
