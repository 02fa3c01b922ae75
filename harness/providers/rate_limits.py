"""Limits of requests and tokens a minute that a stand-in enforces and tells in headers."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.responses import JSONResponse, Response

MINUTE = 60.0


@dataclass
class _Limit:
    """One limit, used up at once and filled up evenly, or all at once at the end of a minute."""

    a_minute: float
    fixed_windows: bool
    used: float = 0.0
    since: float = 0.0

    def left(self, now: float) -> float:
        if self.fixed_windows:
            window = math.floor(now / MINUTE) * MINUTE
            if window > self.since:
                self.used, self.since = 0.0, window
        else:
            self.used = max(0.0, self.used - (now - self.since) * self.a_minute / MINUTE)
            self.since = now
        return self.a_minute - self.used

    def reset_seconds(self, now: float) -> float:
        if self.fixed_windows:
            return (math.floor(now / MINUTE) + 1) * MINUTE - now
        return self.used * MINUTE / self.a_minute

    def seconds_until(self, wanted: float, now: float) -> float:
        if self.fixed_windows:
            return self.reset_seconds(now)
        return max(0.0, wanted - self.left(now)) * MINUTE / self.a_minute


@dataclass
class RateLimits:
    """`requests` and `tokens` a minute.

    A request is let in if what it may take at most is left, the bound of its reply included, and
    counts with what it took when it is answered, without what the server had kept of its prompt.
    """

    requests: float
    tokens: float
    clock: Callable[[], float]
    fixed_windows: bool = False
    refused: int = 0
    _requests: _Limit = field(init=False)
    _tokens: _Limit = field(init=False)

    def __post_init__(self) -> None:
        now = self.clock()
        self._requests = _Limit(self.requests, self.fixed_windows, since=now)
        self._tokens = _Limit(self.tokens, self.fixed_windows, since=now)

    def admit(self, most_tokens: int) -> Response | None:
        """Let a request in, its tokens reserved, or return the refusal."""
        now = self.clock()
        short = [
            (limit, wanted)
            for limit, wanted in ((self._requests, 1), (self._tokens, most_tokens))
            if limit.left(now) < wanted
        ]
        if not short:
            self._requests.used += 1
            self._tokens.used += most_tokens
            return None
        self.refused += 1
        wait = max(limit.seconds_until(wanted, now) for limit, wanted in short)
        error = {
            "message": "Rate limit reached for the model.",
            "type": "tokens",
            "code": "rate_limit_exceeded",
        }
        # servers round the seconds up
        headers = {"retry-after": str(math.ceil(wait)), **self.headers()}
        return JSONResponse({"error": error}, 429, headers)

    def settle(self, reserved: int, took: int) -> None:
        """Give back what a request had reserved and did not take."""
        self._tokens.left(self.clock())
        self._tokens.used = max(0.0, self._tokens.used - (reserved - took))

    def headers(self) -> dict[str, str]:
        """Return what a reply tells of the limits."""
        now = self.clock()
        return {
            header: value
            for name, limit in (("requests", self._requests), ("tokens", self._tokens))
            for header, value in (
                (f"x-ratelimit-limit-{name}", f"{limit.a_minute:g}"),
                (f"x-ratelimit-remaining-{name}", str(math.floor(limit.left(now)))),
                (f"x-ratelimit-reset-{name}", f"{limit.reset_seconds(now):.3f}s"),
            )
        }


@dataclass
class PromptCache:
    """What a server has kept of the prompts it has seen: their beginnings, in steps of 128 tokens.

    As servers do, it keeps prompts from 1 024 tokens on.
    """

    least_tokens: int = 1024
    step: int = 128
    _kept: set[str] = field(default_factory=set)

    def kept_tokens(self, prompt: str, characters: int) -> int:
        """Return how many tokens of a prompt are known, and keep it; a token has `characters`."""
        tokens = len(prompt) // characters
        ends = range(self.least_tokens, tokens + 1, self.step)
        known = [end for end in ends if prompt[: end * characters] in self._kept]
        self._kept.update(prompt[: end * characters] for end in ends)
        return max(known, default=0)
