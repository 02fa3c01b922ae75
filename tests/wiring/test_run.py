"""What a local run starts, with which keys, and what it says when it cannot."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import yaml

from core.errors import SettingsError
from core.settings import Settings
from wiring import run
from wiring.livekit_server import cached_program, find_program
from wiring.processes.supervision import Terminal
from wiring.run import local_commands, needed_ports, wait_for_language, wait_until_ready

ALL = ["livekit", "speech", "worker", "web"]


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, on a machine that has a room server."""
    for name in ("Procfile.local", "livekit.yaml"):
        (tmp_path / name).write_bytes((run.ROOT / name).read_bytes())
    monkeypatch.setattr(run, "ROOT", tmp_path)
    server = tmp_path / "bin" / "livekit-server"
    server.parent.mkdir()
    server.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(server.parent), prepend=":")
    return tmp_path


def _settings(**given: object) -> Settings:
    return Settings.model_validate(given)


def _names(settings: Settings) -> list[str]:
    return [command.name for command in local_commands(settings)]


def test_everything_runs_here_by_default() -> None:
    assert _names(_settings()) == ALL


@pytest.mark.parametrize("voice", ["cartesia_api_key", "murf_api_key"])
def test_no_speech_process_with_a_key_for_listening_and_one_for_speaking(voice: str) -> None:
    assert _names(_settings(groq_api_key="x", **{voice: "y"})) == ["livekit", "worker", "web"]
    assert _names(_settings(groq_api_key="x")) == ALL


def test_no_speech_process_when_another_server_is_named() -> None:
    settings = _settings(speech_url="http://127.0.0.1:9000")
    assert _names(settings) == ["livekit", "worker", "web"]


def test_a_language_model_runs_here_only_for_those_who_ask_for_it() -> None:
    commands = local_commands(_settings(llm="local", language_port=8191))
    assert [command.name for command in commands] == [
        "livekit", "speech", "language", "worker", "web",
    ]  # fmt: skip
    for command in commands[2:]:
        assert command.environment["LANGUAGE_PORT"] == "8191"
        assert command.environment["LLM_BASE_URL"] == "http://127.0.0.1:8191/v1"
        assert command.environment["LLM_MODEL"] == "qwen2.5-coder-1.5b-instruct-q4_k_m"
    assert "LLM_BASE_URL" not in local_commands(_settings())[-1].environment
    assert needed_ports(_settings(language_port=8191), {"language"})[0].number == 8191


def test_another_language_model_goes_by_its_files_name() -> None:
    settings = _settings(llm="local", language_model_path="models/small.gguf")
    assert local_commands(settings)[-1].environment["LLM_MODEL"] == "small"


def test_two_language_models_at_once_are_refused() -> None:
    with pytest.raises(SettingsError, match="LLM=local runs a model here"):
        local_commands(_settings(llm="local", llm_base_url="http://x/v1", llm_model="y"))


def test_no_room_server_when_another_is_named_with_its_keys() -> None:
    there = {"livekit_url": "wss://rooms.example", "livekit_api_key": "k"}
    assert _names(_settings(**there, livekit_api_secret="s")) == ["speech", "worker", "web"]
    with pytest.raises(SettingsError, match="so LIVEKIT_API_SECRET must be too"):
        local_commands(_settings(**there))


def test_a_missing_room_server_is_told_with_every_way_to_get_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(SettingsError, match=r"(?s)Go 1\.26.*binary.*Homebrew.*container image"):
        local_commands(_settings())


@pytest.mark.parametrize(("process", "extra"), [("speech", "local"), ("language", "local-llm")])
def test_models_that_are_not_installed_are_told_with_what_installs_them(
    monkeypatch: pytest.MonkeyPatch, process: str, extra: str
) -> None:
    monkeypatch.setitem(run.MODELS, process, (("no_such_module",), extra))
    with pytest.raises(SettingsError, match=rf"What {process} needs .*requirements/{extra}\.txt"):
        local_commands(_settings(llm="local"))
    hosted = {"groq_api_key": "x", "cartesia_api_key": "y"}
    assert _names(_settings(**hosted)) == ["livekit", "worker", "web"]


def test_a_server_on_the_path_comes_before_one_that_was_built(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    built = cached_program()
    assert built.is_relative_to(tmp_path / "cache")
    built.parent.mkdir(parents=True)
    built.touch(mode=0o755)
    assert find_program() == tmp_path / "bin" / "livekit-server"
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert find_program() == built


def test_made_keys_reach_every_process_and_the_webhook() -> None:
    livekit, _, worker, web = local_commands(_settings(port=8123))
    key = web.environment["LIVEKIT_API_KEY"]
    config = yaml.safe_load(livekit.environment["LIVEKIT_CONFIG"])
    assert config["keys"] == {key: web.environment["LIVEKIT_API_SECRET"]}
    assert config["webhook"] == {
        "api_key": key,
        "urls": ["http://127.0.0.1:8123/livekit/webhook"],
    }
    assert worker.environment["LIVEKIT_API_KEY"] == key
    assert len(web.environment["SECRET_KEY"]) >= 32


def test_the_room_server_gets_no_setting_that_is_not_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LIVEKIT_PORT", "1")
    livekit = local_commands(_settings())[0]
    assert {n for n in livekit.environment if n.startswith("LIVEKIT_")} == {"LIVEKIT_CONFIG"}


def test_a_persons_own_keys_win_over_made_ones() -> None:
    own = {"livekit_api_key": "mine", "livekit_api_secret": "m" * 40, "secret_key": "s" * 40}
    livekit, *_, web = local_commands(_settings(**own))
    assert yaml.safe_load(livekit.environment["LIVEKIT_CONFIG"])["keys"] == {"mine": "m" * 40}
    assert "SECRET_KEY" not in web.environment


def test_the_room_server_is_looked_for_where_its_file_puts_it(checkout: Path) -> None:
    config = checkout / "livekit.yaml"
    config.write_text(config.read_text().replace("port: 7880", "port: 7980"))
    commands = local_commands(_settings())
    assert commands[-1].environment["LIVEKIT_URL"] == "ws://127.0.0.1:7980"
    assert 7980 in {port.number for port in needed_ports(_settings(), set(ALL))}


def test_the_speech_process_listens_where_the_others_look_for_it() -> None:
    speech = local_commands(_settings())[1]
    assert speech.environment["SPEECH_PORT"] == "8090"


def test_every_process_brings_its_ports() -> None:
    ports = needed_ports(_settings(port=8123, agent_port=8200), set(ALL))
    assert [(port.number, port.udp) for port in ports] == [
        (8123, False),
        (8200, False),
        (8090, False),
        (7880, False),
        (7881, False),
        (7882, True),
    ]
    assert needed_ports(_settings(), set()) == []


async def test_the_run_waits_until_every_part_is_there(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refused(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    def answer(status: int, **parts: str) -> Callable[[httpx.Request], httpx.Response]:
        return lambda request: httpx.Response(status, json={"parts": parts})

    waiting = answer(503, worker="no worker is registered", database="ok")
    answers = iter([refused, waiting, waiting, answer(200, worker="ok", database="ok")])
    real = httpx.AsyncClient
    monkeypatch.setattr(run, "READY_POLL_SECONDS", 0)
    monkeypatch.setattr(
        httpx,
        "AsyncClient",
        lambda **options: real(
            transport=httpx.MockTransport(lambda request: next(answers)(request)), **options
        ),
    )
    await wait_until_ready("http://127.0.0.1:8000", Terminal([]))
    assert capfd.readouterr().out == "Waiting for: worker\n"
    assert next(answers, None) is None


async def test_the_run_waits_until_the_language_model_is_loaded(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    statuses = iter([503, 503, 200])
    asked: list[str] = []
    real = httpx.AsyncClient

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(next(statuses))

    monkeypatch.setattr(run, "READY_POLL_SECONDS", 0)
    monkeypatch.setattr(
        httpx,
        "AsyncClient",
        lambda **options: real(transport=httpx.MockTransport(answer), **options),
    )
    await wait_for_language(8191, Terminal([]))
    assert capfd.readouterr().out == "Waiting for: language\n"
    assert asked == ["http://127.0.0.1:8191/health"] * 3
