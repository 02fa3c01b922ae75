"""What Prometheus is told, and the one log line per request."""

import logging
import time

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.rooms.line import WaitingLine

logger = logging.getLogger(__name__)

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})


class Metrics:
    """The figures of one process, in a registry of their own; of the rooms, each tells of all."""

    def __init__(self, line: WaitingLine) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.requests = Counter(
            "greenroom_requests_total",
            "Requests answered",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "greenroom_request_seconds",
            "Time until the answer was complete",
            ("method", "route"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.in_progress = Gauge(
            "greenroom_requests_in_progress", "Requests being answered", registry=self.registry
        )

        for name, told, count in (
            ("waiting", "Candidates who wait for an interviewer", lambda: len(line.waiting)),
            ("held", "Interviews with an interviewer", lambda: len(line.seconds_left)),
        ):
            gauge = Gauge(f"greenroom_interviews_{name}", told, registry=self.registry)
            gauge.set_function(count)

    def text(self) -> bytes:
        """Return all figures in Prometheus' text format (`CONTENT_TYPE_LATEST`)."""
        return generate_latest(self.registry)


class Measuring:
    """Counts and times every request, and logs it without anything personal.

    Routes are named by their pattern: what stands in their place would be endless, or personal.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._metrics.in_progress.track_inprogress():
            try:
                await self.app(scope, receive, send_and_note)
            finally:
                self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in KNOWN_METHODS else "other"
        route = scope.get("greenroom.route", "unknown")
        self._metrics.requests.labels(method, route, str(status)).inc()
        self._metrics.seconds.labels(method, route).observe(seconds)
        logger.info(
            "request.answered",
            extra={
                "request_id": scope.get("request_id"),
                "method": method,
                "route": route,
                "status": status,
                "seconds": round(seconds, 4),
            },
        )
