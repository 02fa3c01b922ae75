"""What Prometheus comes to fetch."""

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from api.http.wire import Nothing
from api.operation import Also, Call, Operation


async def metrics(call: Call[Nothing, Nothing]) -> Response:
    """Return the figures of this process."""
    return Response(call.services.metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})


OPERATIONS = (
    Operation(
        method="GET",
        path="/metrics",
        limit="operations",
        handler=metrics,
        summary="The figures of this process",
        tag="operations",
        body=Nothing,
        query=Nothing,
        answer=None,
        also=(Also(200, CONTENT_TYPE_LATEST, "In Prometheus' text format"),),
        secured=False,
        asks_database=False,
    ),
)
