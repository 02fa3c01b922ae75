"""Settings are checked at once: whoever starts a process is told everything that is wrong."""

from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import load_settings
from core.usage import ModelPrice

SECRETS = {
    "SECRET_KEY": "s" * 32,
    "LIVEKIT_API_KEY": "key",
    "LIVEKIT_API_SECRET": "t" * 32,
}


def told(monkeypatch: pytest.MonkeyPatch, **environment: str) -> list[str]:
    """Return the lines that say what is wrong with an environment; none when it works."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    try:
        load_settings()
    except SettingsError as error:
        return [line.strip() for line in str(error).splitlines()[1:]]
    return []


def test_one_message_names_everything_that_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = told(
        monkeypatch,
        ENVIRONMENT="production",
        SECRET_KEY="short",
        PORT="99999",
        DATABASE_URL="mysql://db/greenroom",
        TRUSTED_PROXIES="10.0.0.0/8, the proxy",
        LLM_BASE_URL="http://127.0.0.1:9",
        LLM_PRICES="{not json",
    )
    assert [line.partition(":")[0] for line in lines] == [
        "PORT",
        "SECRET_KEY",
        "DATABASE_URL",
        "LLM_PRICES",
        "TRUSTED_PROXIES",
        "SETTINGS",
    ]
    for expected in ("LLM_MODEL must name a model", "production needs its own", "LIVEKIT_API_KEY"):
        assert expected in lines[-1]
    assert "short" not in "\n".join(lines), "no message quotes a secret"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://db/greenroom"),
        ("REDIS_URL", "127.0.0.1:6379"),
        ("CHROMA_URL", "chroma.internal:8000"),
        ("LIVEKIT_URL", "livekit.example.com"),
        ("AGENT_URL", "ftp://workers"),
        ("GROQ_BASE_URL", "https://"),
        ("CORS_ORIGINS", "https://a.example, b.example"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (line,) = told(monkeypatch, **{name: value})
    assert line.startswith(f"{name}: must begin with ")


@pytest.mark.parametrize("missing", sorted(SECRETS))
def test_production_refuses_each_development_secret(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    own = {name: value for name, value in SECRETS.items() if name != missing}
    (line,) = told(monkeypatch, ENVIRONMENT="production", **own)
    assert line == f"SETTINGS: production needs its own {missing}"


def test_outside_development_no_token_is_signed_with_a_published_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (line,) = told(monkeypatch, ENVIRONMENT="test")
    assert line == "SETTINGS: test needs its own SECRET_KEY"
    assert told(monkeypatch, ENVIRONMENT="test", SECRET_KEY=SECRETS["SECRET_KEY"]) == []


def test_production_starts_with_secrets_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    more = {"CORS_ORIGINS": "*", "REDIS_URL": "rediss://redis.internal"}
    assert told(monkeypatch, ENVIRONMENT="production", **SECRETS, **more) == []


@pytest.mark.parametrize(
    "address", ["nonsense", "http://", "http://127.0.0.1:99999", "http://127.0.0.1:x", "ws://x"]
)
def test_what_is_no_address_of_a_server_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="GROQ_BASE_URL"):
        load_settings(groq_base_url=address)


@pytest.mark.parametrize("count", ["2", "4", "7", "three"])
def test_a_judge_is_asked_one_three_or_five_times(
    monkeypatch: pytest.MonkeyPatch, count: str
) -> None:
    assert told(monkeypatch, JUDGE_SAMPLES="5") == []
    (line,) = told(monkeypatch, JUDGE_SAMPLES=count)
    assert line.startswith("JUDGE_SAMPLES: ")


def test_a_slash_at_the_end_of_an_address_is_no_matter() -> None:
    settings = load_settings(speech_url="http://127.0.0.1:8090/", livekit_url="wss://x.example/")
    assert settings.speech_url == "http://127.0.0.1:8090"
    assert settings.livekit_url == "wss://x.example"


def test_prices_come_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    price = '{"m": {"prompt": 0.5, "completion": 1}}'
    monkeypatch.setenv("LLM_PRICES", price)
    assert set(load_settings().llm_prices) == {"m"}
    assert isinstance(load_settings().llm_prices["m"], ModelPrice)


def test_a_file_of_settings_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00PORT=1")
    with pytest.raises(SettingsError, match=r"\.env: it is no UTF-8 text"):
        load_settings(_env_file=tmp_path / ".env")
