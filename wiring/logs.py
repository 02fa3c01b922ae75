"""Log lines: for a person in development, else one JSON object each. Never what anybody said.

An event is a static name; what belongs to it comes as fields. Of an exception only its kind and
where it came from are written: its text may quote a candidate or a provider.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from api.shield import current_request_id
from core.settings import Settings

CHATTY = (
    "alembic",
    "chromadb",
    "httpx",
    "httpcore",
    "sentence_transformers",
    "transformers",
)
"""Libraries whose news at INFO are addresses and progress; from them only warnings are kept."""

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


def set_up_logging(settings: Settings) -> None:
    """Send every log line of this process to stderr, in the form for its environment."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ForPeople() if settings.environment == "development" else JsonLines())
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.root.level))


class JsonLines(logging.Formatter):
    """One JSON object per line: `time`, `level`, `logger`, `event`, and the event's fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a value that JSON does not know is written as its kind."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            **_fields(record),
        }
        return json.dumps(line, ensure_ascii=False, default=lambda value: type(value).__name__)


class ForPeople(logging.Formatter):
    """The same on one short line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields = "".join(f" {name}={value}" for name, value in _fields(record).items())
        return f"{record.levelname} {record.name} {record.getMessage()}{fields}"


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    if (request_id := current_request_id()) is not None:
        fields.setdefault("request_id", request_id)
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        fields["error"] = type(error).__name__
        fields["frames"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    return fields
