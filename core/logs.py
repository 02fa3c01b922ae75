"""Log lines: for a person in development, else one JSON object each. Never what anybody said.

An event is a static name; what belongs to it comes as fields. Of an exception only its kind and
where it came from are written: its text may quote a candidate or a provider. Libraries put such
texts into their messages and fields too, so of theirs only the beginning and plain facts are kept.
"""

import json
import logging
import sys
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from core.settings import Settings

OURS = frozenset(
    {"agent", "api", "core", "local", "prompts", "scoring", "storage", "wiring", "__main__"}
)
CHATTY = (
    "alembic",
    "chromadb",
    "httpx",
    "httpcore",
    "sentence_transformers",
    "transformers",
)
"""Libraries whose news at INFO are addresses and progress; from them only warnings are kept."""

SEEN = "discreet"
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {
    "message", "asctime", "color_message", "websocket", SEEN,
}  # fmt: skip

Context = Callable[[], Mapping[str, object]]
"""Returns the fields of whatever is being done just now."""


def set_up_logging(settings: Settings, context: Context = dict) -> None:
    """Send every log line of this process to stderr, in the form for its environment."""
    form = ForPeople if settings.environment == "development" else JsonLines
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(form(context))
    handler.addFilter(Discretion())
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.root.level))


class Discretion(logging.Filter):
    """Takes out of a record what may quote somebody, before it is written or sent anywhere."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record may stay; one that was here before is left as it is.

        What libraries say below INFO goes: they write whole queries, requests and frames there.
        """
        if hasattr(record, SEEN):
            return True
        setattr(record, SEEN, True)
        if record.name.split(".")[0] not in OURS:
            if record.levelno < logging.INFO:
                return False
            record.msg, record.args = _beginning(record.getMessage()), None
            for name, value in _fields(record).items():
                if not _is_plain(name, value):
                    delattr(record, name)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.error = type(error).__name__
            record.frames = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
        record.exc_info = record.exc_text = record.stack_info = None
        return True


class JsonLines(logging.Formatter):
    """One JSON object per line: `time`, `level`, `logger`, `event`, and the event's fields."""

    def __init__(self, context: Context = dict) -> None:
        super().__init__()
        self._context = context

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a value that JSON does not know is written as its kind."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            **self._context(),
            **_fields(record),
        }
        return json.dumps(line, ensure_ascii=False, default=lambda value: type(value).__name__)


class ForPeople(logging.Formatter):
    """The same on one short line."""

    def __init__(self, context: Context = dict) -> None:
        super().__init__()
        self._context = context

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told = {**self._context(), **_fields(record)}
        fields = "".join(f" {name}={value}" for name, value in told.items())
        return f"{record.levelname} {record.name} {record.getMessage()}{fields}"


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


def _beginning(message: str) -> str:
    """Return a library's message up to where it begins to tell particulars."""
    return message.split("\n", 1)[0].split(": ", 1)[0]


def _is_plain(name: str, value: object) -> bool:
    """Whether a library's field is a number, or names a thing and nobody's words."""
    if "pii" in name:
        return False
    return isinstance(value, int | float) or name == "room" or name.endswith("id")
