"""What goes wrong, when, and how long things take: shared by all stand-ins."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

_Z_99 = 2.3263478740408408  # the standard normal distribution's 99th percentile


class Fault(StrEnum):
    """Ways a provider fails. Not every stand-in knows every one; each says which it knows."""

    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    HANG = "hang"
    GARBAGE = "garbage"
    CUT = "cut"
    EMPTY = "empty"
    STALL = "stall"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Faults:
    """Which request fails how: by its number (from 1), else `otherwise`."""

    at: Mapping[int, Fault] = field(default_factory=dict)
    otherwise: Fault | None = None

    def of(self, number: int) -> Fault | None:
        """Return the fault of the request with this number, or None."""
        return self.at.get(number, self.otherwise)


NO_FAULTS = Faults()


class Latency:
    """Seconds to wait: always `median`, or log-normal around it when `p99` is given.

    Draws come from the seed, so that a run can be repeated.
    """

    def __init__(self, median: float = 0.0, p99: float | None = None, seed: int = 1) -> None:
        if p99 is not None and not 0 < median <= p99:
            raise ValueError("a log-normal latency needs 0 < median <= p99")
        self._median = median
        self._sigma = math.log(p99 / median) / _Z_99 if p99 is not None else 0.0
        self._random = random.Random(seed)

    def seconds(self) -> float:
        """Return the next draw."""
        if self._sigma == 0.0:
            return self._median
        return self._random.lognormvariate(math.log(self._median), self._sigma)


class CutShort(Response):
    """A response that promises more bytes than it sends, and then the connection closes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"te', "more_body": True})


def openai_error(fault: Fault, retry_after_seconds: float) -> Response:
    """Return the error body and status that OpenAI's and Groq's servers use."""
    if fault is Fault.RATE_LIMITED:
        error = {
            "message": "Rate limit reached for the model.",
            "type": "requests",
            "code": "rate_limit_exceeded",
        }
        headers = {"retry-after": f"{retry_after_seconds:g}"}
        return JSONResponse({"error": error}, 429, headers)
    error = {"message": "Internal Server Error", "type": "internal_server_error"}
    return JSONResponse({"error": error}, 500)
