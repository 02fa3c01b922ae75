"""What is wrong with the settings is said once, in one message that names each of them."""

from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import load_settings
from core.usage import ModelPrice


def test_every_setting_that_is_wrong_is_named_in_one_message() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(
            port="abc", speech_url="127.0.0.1:8090", livekit_url="ftp://x", llm_prices="{not json"
        )
    said = str(caught.value).splitlines()
    assert said[0] == "These settings cannot work:"
    assert [line.split(":")[0].strip() for line in said[1:]] == [
        *("PORT", "LIVEKIT_URL", "SPEECH_URL", "LLM_PRICES"),
    ]


@pytest.mark.parametrize(
    "address", ["nonsense", "http://", "http://127.0.0.1:99999", "http://127.0.0.1:x", "ws://x"]
)
def test_what_is_no_address_of_a_server_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="GROQ_BASE_URL"):
        load_settings(groq_base_url=address)


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
