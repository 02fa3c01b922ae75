"""The language process: what it serves, how it ends, and what it says when it cannot."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from pydantic import BaseModel

from core.errors import ModelFileError
from harness.language_process import language_process
from harness.server_process import ROOT, ServerProcess
from local import language
from local.joined_model import QWEN_CODER, PublishedParts
from local.language import Offer, main

MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m"
PATIENT = 600.0
"""Seconds for a few tokens: more than a loaded machine takes."""


@dataclass
class ScriptedEngine:
    """Remembers what it was to serve; the signal that ends the process comes at once."""

    ends_with: signal.Signals = signal.SIGTERM
    problem: ModelFileError | None = None
    offers: list[Offer] = field(default_factory=list)
    listening_address: str = "http://127.0.0.1:1"

    def __call__(self, offer: Offer) -> "ScriptedEngine":
        self.offers.append(offer)
        if self.problem:
            raise self.problem
        signal.pthread_kill(threading.get_ident(), self.ends_with)
        return self


@pytest.fixture(autouse=True)
def signals_and_logs_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give back the mask that the process sets for itself, and let it leave the logs alone."""
    monkeypatch.setattr(language, "set_up_logging", lambda settings: None)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    yield
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    file = tmp_path / "own-model.gguf"
    file.write_bytes(b"GGUF")
    return file


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well(gguf: Path, number: signal.Signals) -> None:
    engine = ScriptedEngine(ends_with=number)
    assert main(["--model", str(gguf), "--port", "9999", "--threads", "3"], engine) == 0
    assert engine.offers == [Offer(gguf, "own-model", "127.0.0.1", 9999, 3)]


def test_the_model_of_the_settings_is_served(gguf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE_MODEL_PATH", str(gguf))
    engine = ScriptedEngine()
    assert main([], engine) == 0
    assert engine.offers[0].model == gguf


def test_the_published_model_is_served_where_no_other_is_named(
    monkeypatch: pytest.MonkeyPatch, gguf: Path
) -> None:
    asked: list[tuple[PublishedParts, Path]] = []

    def joined(published: PublishedParts, folder: Path) -> Path:
        asked.append((published, folder))
        return gguf

    monkeypatch.setattr(language, "joined", joined)
    engine = ScriptedEngine()
    assert main([], engine) == 0
    assert asked == [(QWEN_CODER, Path(".greenroom/models"))]
    assert engine.offers[0].port == 8091


def test_what_cannot_be_loaded_is_one_line(gguf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--model", str(gguf)], ScriptedEngine(problem=ModelFileError("broken"))) == 1
    assert main(["--model", str(gguf.with_name("gone.gguf"))], ScriptedEngine()) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == ["language: broken", f"language: {gguf.parent} lacks gone.gguf"]


def test_a_file_that_is_no_model_ends_it_with_one_clear_line(gguf: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "local.language", "--model", gguf, "--port", "0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    # llama.cpp's own log may end before this line or after it
    [said] = [line for line in ended.stderr.splitlines() if line.startswith("language:")]
    assert said.startswith("language: own-model.gguf is no model that can be read")


# with the real model


@pytest.fixture(scope="module")
def running() -> Iterator[ServerProcess]:
    """The real model, loaded once for all tests below."""
    with language_process("--threads", "1") as process:
        yield process


class Colour(BaseModel):
    """What the model is made to answer with."""

    colour: str


def _ask(url: str, **more: object) -> httpx.Response:
    body = {"messages": [{"role": "user", "content": "Name a colour."}], "max_tokens": 8, **more}
    return httpx.post(f"{url}/v1/chat/completions", json=body, timeout=PATIENT)


@pytest.mark.timeout(900)
def test_the_real_model_lists_itself_and_answers(running: ServerProcess) -> None:
    listed = httpx.get(f"{running.url}/v1/models", timeout=PATIENT).json()["data"]
    assert [model["id"] for model in listed] == [MODEL]
    answer = _ask(running.url).json()
    assert answer["choices"][0]["message"]["content"].strip()
    assert 0 < answer["usage"]["completion_tokens"] <= 8
    assert answer["usage"]["prompt_tokens"] > 0


@pytest.mark.timeout(900)
def test_the_real_model_keeps_to_a_schema(running: ServerProcess) -> None:
    schema = {
        "type": "object",
        "properties": {"colour": {"enum": ["red", "blue"]}},
        "required": ["colour"],
        "additionalProperties": False,
    }
    wanted = {"type": "json_schema", "json_schema": {"name": "c", "schema": schema}}
    answer = _ask(running.url, response_format=wanted, max_tokens=40).json()
    found = Colour.model_validate_json(answer["choices"][0]["message"]["content"])
    assert found.colour in ("red", "blue")


@pytest.mark.timeout(900)
def test_the_real_model_streams_with_its_usage_at_the_end(running: ServerProcess) -> None:
    answer = _ask(running.url, stream=True, stream_options={"include_usage": True})
    events = [
        json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: {")
    ]
    assert any(event["choices"] and event["choices"][0]["delta"].get("content") for event in events)
    assert events[-1]["usage"]["completion_tokens"] > 0
    assert answer.text.strip().endswith("data: [DONE]")


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "body", [b"{nope", b"{}", b'{"messages": "none"}', b'{"messages": [{"role": 3}]}']
)
def test_a_bad_request_is_told_so(running: ServerProcess, body: bytes) -> None:
    answer = httpx.post(f"{running.url}/v1/chat/completions", content=body, timeout=PATIENT)
    assert answer.status_code == 400
    assert answer.json()["error"]["type"] == "invalid_request_error"
    assert answer.json()["error"]["message"]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("path", ["/", "/slots", "/props"])
def test_nobody_can_look_into_it(running: ServerProcess, path: str) -> None:
    method = "POST" if path == "/props" else "GET"
    assert httpx.request(method, f"{running.url}{path}", timeout=PATIENT).status_code >= 400


@pytest.mark.timeout(900)
def test_it_ends_when_told_to_in_the_middle_of_an_answer(running: ServerProcess) -> None:
    body = {"messages": [{"role": "user", "content": "Count to 1000."}], "stream": True}
    with httpx.stream(
        "POST", f"{running.url}/v1/chat/completions", json=body, timeout=PATIENT
    ) as a:
        next(a.iter_lines())
        running.process.terminate()
        assert running.process.wait(PATIENT) == 0
