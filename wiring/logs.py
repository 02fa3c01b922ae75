"""How our processes log: what belongs to a request names it."""

from collections.abc import Mapping

from api.http.shield import current_request_id
from core import logs
from core.settings import Settings


def set_up_logging(settings: Settings) -> None:
    """Send every log line of this process to stderr, with the request that it belongs to."""
    logs.set_up_logging(settings, _request)


def _request() -> Mapping[str, object]:
    request_id = current_request_id()
    return {} if request_id is None else {"request_id": request_id}
