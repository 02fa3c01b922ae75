"""What a server still allows, as the headers of its replies tell.

`x-ratelimit-limit-*`, `-remaining-*` and `-reset-*` for `requests` and `tokens`, and `retry-after`
with a refusal: the form of OpenAI's and Groq's servers, which others have taken over. The window is
not named; a limit fills up again evenly until its reset, or all at once where two replies told the
same moment of reset although something was used between them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

LIMITED = ("requests", "tokens")
_SAME_MOMENT_SECONDS = 0.5
_DURATION = re.compile(r"(\d+(?:\.\d+)?)([a-z]*)")
_UNIT_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "": 1.0}


@dataclass(frozen=True, slots=True)
class Allowance:
    """One limit as it was told `at` a moment of a steady clock: all of it is there at `full_at`."""

    limit: float
    remaining: float
    at: float
    full_at: float
    at_once: bool = False

    def left(self, now: float) -> float:
        """Return how much there is now."""
        if now >= self.full_at:
            return self.limit
        if self.at_once:
            return self.remaining
        share = (now - self.at) / (self.full_at - self.at)
        return self.remaining + (self.limit - self.remaining) * share

    def seconds_until(self, wanted: float, now: float) -> float:
        """Return how long it takes until `wanted` is there, at most the whole limit."""
        missing = min(wanted, self.limit) - self.left(now)
        if missing <= 0:
            return 0.0
        if self.at_once:
            return self.full_at - now
        return missing * (self.full_at - self.at) / (self.limit - self.remaining)


def allowances(
    headers: Mapping[str, str], now: float, before: Mapping[str, Allowance]
) -> dict[str, Allowance]:
    """Return what a reply's headers tell of each limit; what they leave out stays as `before`."""
    return {
        **before,
        **{name: told for name in LIMITED if (told := _told(name, headers, now, before))},
    }


def seconds_of(duration: str) -> float | None:
    """Return the seconds of `7.66s`, `2m59.5s`, `120ms` or `12`; null for anything else."""
    parts = _DURATION.findall(duration.strip())
    whole = "".join(f"{number}{unit}" for number, unit in parts) == duration.strip()
    if not parts or not whole or any(unit not in _UNIT_SECONDS for _, unit in parts):
        return None
    return sum(float(number) * _UNIT_SECONDS[unit] for number, unit in parts)


def refused_for(headers: Mapping[str, str]) -> float | None:
    """Return for how many seconds a refusal asks to wait, or null if it does not tell."""
    exactly = seconds_of(headers.get("retry-after-ms", ""))
    return exactly / 1000 if exactly is not None else seconds_of(headers.get("retry-after", ""))


def _told(
    name: str, headers: Mapping[str, str], now: float, before: Mapping[str, Allowance]
) -> Allowance | None:
    limit = seconds_of(headers.get(f"x-ratelimit-limit-{name}", ""))
    remaining = seconds_of(headers.get(f"x-ratelimit-remaining-{name}", ""))
    reset = seconds_of(headers.get(f"x-ratelimit-reset-{name}", ""))
    if not limit or remaining is None or reset is None:
        return None
    full_at = now + reset
    earlier = before.get(name)
    at_once = earlier is not None and (
        earlier.at_once
        if now >= earlier.full_at
        else remaining < earlier.remaining and abs(full_at - earlier.full_at) < _SAME_MOMENT_SECONDS
    )
    return Allowance(limit, min(remaining, limit), now, full_at, at_once)
