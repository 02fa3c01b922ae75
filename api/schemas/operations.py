"""Health over the wire."""

from api.http.wire import Wire


class HealthAnswer(Wire):
    """The process runs."""

    status: str = "ok"
    version: str


class ReadyAnswer(Wire):
    """Every part by name with `ok`."""

    status: str = "ready"
    parts: dict[str, str]
