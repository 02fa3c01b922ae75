"""Health over the wire."""

from api.schemas.wire import Wire


class HealthAnswer(Wire):
    """The process runs."""

    status: str = "ok"
    version: str


class ReadyAnswer(Wire):
    """Every part by name with `ok`."""

    status: str = "ready"
    parts: dict[str, str]


class NotReadyAnswer(Wire):
    """The parts that are missing, in the error shape, with every part beside it."""

    detail: str
    error_code: str
    parts: dict[str, str]
