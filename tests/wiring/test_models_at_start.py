"""Models that the settings name are looked up when a process starts: one clear error, or none."""

import os
import subprocess
import sys

import pytest

from core.errors import SettingsError
from core.settings import Settings, load_settings
from harness.providers.groq import GroqStandIn
from harness.services.ports import free_port
from wiring.models_at_start import check_models


def groq(url: str, **more: object) -> Settings:
    given = {"groq_api_key": "right", "groq_base_url": url}
    return load_settings(_env_file=None, **given, **more)


def compatible(url: str, model: str) -> Settings:
    return load_settings(_env_file=None, llm_base_url=f"{url}/openai/v1", llm_model=model)


async def test_models_that_are_there_are_no_problem() -> None:
    with GroqStandIn(api_key="right").running() as url:
        await check_models(groq(url))


async def test_without_a_provider_nothing_is_asked() -> None:
    await check_models(load_settings(_env_file=None))


async def test_the_model_that_a_local_run_starts_is_not_asked(
    caplog: pytest.LogCaptureFixture,
) -> None:
    given = {"llm_base_url": f"http://127.0.0.1:{free_port()}/v1", "llm_model": "own"}
    await check_models(load_settings(_env_file=None, llm="local", **given))
    assert caplog.records == []


async def test_a_model_that_is_not_there_is_named_with_its_setting() -> None:
    with GroqStandIn(models=("small", "whisper-large-v3")).running() as url:
        with pytest.raises(SettingsError) as caught:
            await check_models(groq(url, groq_model="huge"))
        with pytest.raises(SettingsError, match="LLM_MODEL: 127.0.0.1 has no model 'huge'"):
            await check_models(compatible(url, "huge"))
        await check_models(compatible(url, "small"))
    said = str(caught.value)
    assert "GROQ_MODEL: 127.0.0.1 has no model 'huge'; it has small, whisper-large-v3" in said
    assert "GROQ_STT_MODEL: 127.0.0.1 has no model 'whisper-large-v3-turbo'" in said
    assert "right" not in said


async def test_a_default_tag_may_be_left_out() -> None:
    with GroqStandIn(models=("qwen:latest",)).running() as url:
        await check_models(compatible(url, "qwen"))


async def test_a_key_that_is_refused_is_named() -> None:
    with (
        GroqStandIn(api_key="another").running() as url,
        pytest.raises(SettingsError, match=r"GROQ_API_KEY: 127\.0\.0\.1 refuses it"),
    ):
        await check_models(groq(url))


@pytest.mark.parametrize("path", ["", "/nowhere"])
async def test_a_provider_that_is_away_only_warns(
    path: str, caplog: pytest.LogCaptureFixture
) -> None:
    with GroqStandIn().running() as url:
        base = f"{url}{path}" if path else f"http://127.0.0.1:{free_port()}"
        await check_models(groq(base))
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == [
        "models.not_listed"
    ]


@pytest.mark.timeout(400)  # a process is started, which takes its time on a full machine
@pytest.mark.parametrize("door", [["wiring.web"], ["agent", "start"]])
def test_both_doors_end_with_that_error_and_no_traceback(door: list[str]) -> None:
    with GroqStandIn(models=("whisper-large-v3-turbo",)).running() as url:
        given = {"GROQ_API_KEY": "k", "GROQ_BASE_URL": url, "GROQ_MODEL": "huge"}
        done = subprocess.run(
            [sys.executable, "-m", *door],
            env=os.environ | given,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 2
    assert "GROQ_MODEL: 127.0.0.1 has no model 'huge'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"llm_base_url": "http://127.0.0.1:1"}, "LLM_MODEL"),
        ({"langchain_tracing_v2": True}, "LANGCHAIN_API_KEY"),
    ],
)
def test_settings_that_belong_together_are_asked_for(
    given: dict[str, object], missing: str
) -> None:
    with pytest.raises(SettingsError, match=missing):
        load_settings(_env_file=None, **given)
