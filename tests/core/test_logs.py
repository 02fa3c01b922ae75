"""What a log line tells, and what it keeps to itself."""

import json
import logging
import pickle
import sys

import pytest
from livekit.agents.ipc.log_queue import LogQueueHandler

from core.logs import Discretion, ForPeople, JsonLines


def record(
    logger: str = "api.somewhere", message: str = "something.failed", **fields: object
) -> logging.LogRecord:
    """Return a discreet record of an event with fields, from within the handling of an error."""
    try:
        raise RuntimeError("Ada said something")
    except RuntimeError:
        error = sys.exc_info()
    made = logging.getLogger(logger).makeRecord(
        logger, logging.WARNING, __file__, 1, message, (), error, extra=fields
    )
    assert Discretion().filter(made)
    return made


def test_a_line_is_one_object_with_the_events_fields() -> None:
    line = JsonLines().format(record(user_id=7, took_ms=1.5, what=object()))
    assert "\n" not in line
    told = json.loads(line)
    assert told["event"] == "something.failed"
    assert told["level"] == "WARNING"
    assert (told["user_id"], told["took_ms"], told["what"]) == (7, 1.5, "object")
    assert told["time"].endswith("+00:00")


@pytest.mark.parametrize("formatter", [JsonLines, ForPeople])
def test_what_is_being_done_is_named_with_it(formatter: type[JsonLines]) -> None:
    assert "r-17" in formatter(lambda: {"request_id": "r-17"}).format(record())


@pytest.mark.parametrize("formatter", [JsonLines(), ForPeople()])
def test_an_error_is_named_but_not_quoted(formatter: logging.Formatter) -> None:
    line = formatter.format(record())
    assert "RuntimeError" in line
    assert "test_logs.py" in line
    assert "Ada" not in line


LIBRARIES = [
    ("livekit.agents", "failed to synthesize speech: Ada (caused by Ada), retrying in 0.1s"),
    ("livekit.agents", "skipping user input, speech scheduling is paused"),
    ("asyncio", "Task exception was never retrieved\nfuture: <Task exception=ValueError('Ada')>"),
]


@pytest.mark.parametrize(("logger", "message"), LIBRARIES)
def test_what_libraries_say_is_cut_where_it_could_quote_somebody(logger: str, message: str) -> None:
    told = record(
        logger,
        message,
        **{"lk.pii.user_input": "Ada", "error": "Ada", "job_id": "j-1", "retry_count": 2},
    )
    line = json.loads(JsonLines().format(told))
    assert "Ada" not in str(line)
    assert message.startswith(line["event"])
    assert (line["job_id"], line["retry_count"]) == ("j-1", 2)
    assert line["error"] == "RuntimeError"


def test_of_libraries_only_news_are_kept_whatever_the_level() -> None:
    for logger, kept in (("aiosqlite", False), ("websockets.client", False), ("agent.live", True)):
        made = logging.makeLogRecord({"name": logger, "levelno": logging.DEBUG, "msg": "Ada"})
        assert Discretion().filter(made) is kept


class Wire:
    """Where a job's process sends its records."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def send_bytes(self, data: bytes) -> None:
        """Keep what is sent."""
        self.sent.append(data)

    def close(self) -> None:
        """Nothing to close."""


def test_a_jobs_records_are_discreet_before_they_leave_its_process() -> None:
    wire = Wire()
    handler = LogQueueHandler(wire)  # type: ignore[arg-type]
    handler.addFilter(Discretion())
    try:
        handler.handle(record("livekit.agents", "failed to say text: Ada"))
    finally:
        handler.close()
        handler.thread.join()
    [sent] = wire.sent
    assert b"Ada" not in sent
    arrived = pickle.loads(sent)
    assert Discretion().filter(arrived)
    line = json.loads(JsonLines().format(arrived))
    assert (line["event"], line["error"]) == ("failed to say text", "RuntimeError")
