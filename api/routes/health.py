"""Whether the process runs, and whether an interview can be held now."""

import asyncio

from starlette.responses import Response

from api.http.problems import RETRY_AFTER_SECONDS, problem
from api.http.version import product_version
from api.http.wire import Nothing
from api.operation import Call, Operation
from api.schemas.operations import HealthAnswer, ReadyAnswer
from api.services import Probe
from core.errors import UnavailableError

PROBE_SECONDS = 5.0


class NotReadyError(UnavailableError):
    """A part that an interview needs is missing."""

    code = "NOT_READY"


async def healthz(call: Call[Nothing, Nothing]) -> HealthAnswer:
    """Answer for as long as the process runs."""
    return HealthAnswer(version=product_version())


async def readyz(call: Call[Nothing, Nothing]) -> ReadyAnswer | Response:
    """Ask every part; 503 names those that are missing."""
    probes = call.services.readiness
    found = await asyncio.gather(*(asked(probe) for probe in probes.values()))
    parts = {name: fault or "ok" for name, fault in zip(probes, found, strict=True)}
    missing = [name for name, fault in zip(probes, found, strict=True) if fault]
    if not missing:
        return ReadyAnswer(parts=parts)
    return problem(
        NotReadyError.status,
        NotReadyError.code,
        f"Not ready: {', '.join(missing)}.",
        parts=parts,
        headers={"Retry-After": str(RETRY_AFTER_SECONDS)},
    )


async def asked(probe: Probe) -> str | None:
    """Return what a probe finds wrong, silence after `PROBE_SECONDS` included; None for nothing."""
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            return await probe()
    except TimeoutError:
        return f"it does not answer within {PROBE_SECONDS:g} seconds"


OPERATIONS = (
    Operation(
        method="GET",
        path="/healthz",
        limit="operations",
        handler=healthz,
        summary="Whether the process runs",
        tag="operations",
        body=Nothing,
        query=Nothing,
        answer=HealthAnswer,
        secured=False,
        asks_database=False,
    ),
    Operation(
        method="GET",
        path="/readyz",
        limit="operations",
        handler=readyz,
        summary="Whether an interview can be held now",
        tag="operations",
        body=Nothing,
        query=Nothing,
        answer=ReadyAnswer,
        errors=(NotReadyError,),
        secured=False,
        asks_database=False,
    ),
)
