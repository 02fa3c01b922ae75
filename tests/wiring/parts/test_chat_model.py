"""The coach's model: traced as the interviews are, and never by LangChain on its own."""

import json
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from typing import Any

import pytest
from langsmith.utils import get_env_var

from agent.interviewer import build_tracing
from core.settings import Settings, load_settings
from core.usage import CallPurpose, ModelCall
from harness.providers.groq import GroqStandIn
from harness.providers.groq_chat import ChatCompletions
from llm.building import build_model
from tests.agent.interviewer.test_tracing import collector, runs, settings_for
from wiring.parts.chat_model import CoachModel

__all__ = ["collector"]

MATERIAL = "The candidate was let go in spring."
ANSWER = "Say plainly what you learned."


@pytest.fixture
def environment_that_traces(
    collector: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """What LangChain obeys on its own: its variables, under both of their names."""
    for prefix in ("LANGCHAIN", "LANGSMITH"):
        monkeypatch.setenv(f"{prefix}_TRACING_V2", "true")
        monkeypatch.setenv(f"{prefix}_API_KEY", "key")
        monkeypatch.setenv(f"{prefix}_ENDPOINT", f"http://127.0.0.1:{collector.server_port}")
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    get_env_var.cache_clear()  # type: ignore[attr-defined]
    yield
    get_env_var.cache_clear()  # type: ignore[attr-defined]


async def ask_the_coach(server: ThreadingHTTPServer, **more: Any) -> list[dict[str, Any]]:
    """Ask once and return what was sent to the collector."""
    with GroqStandIn(chat=ChatCompletions(replies=[ANSWER])).running() as url:
        settings: Settings = settings_for(server, groq_api_key="key", groq_base_url=url, **more)
        tracing = build_tracing(settings)
        wording = build_model(settings)
        assert wording is not None
        said = [text async for text in CoachModel(wording, tracing).words("Coach.", MATERIAL)]
        await wording.aclose()
    if tracing is not None:
        tracing.close()
    assert "".join(said) == ANSWER
    return runs(server)


@pytest.mark.usefixtures("environment_that_traces")
async def test_nothing_is_sent_that_the_settings_do_not_ask_for(
    collector: ThreadingHTTPServer,
) -> None:
    assert await ask_the_coach(collector, langchain_tracing_v2=False) == []


@pytest.mark.usefixtures("environment_that_traces")
async def test_an_answer_is_traced_once_and_masked_on_request(
    collector: ThreadingHTTPServer,
) -> None:
    sent = await ask_the_coach(collector, langsmith_hide_content=True)
    assert {run["name"] for run in sent if "name" in run} == {"coach.answer"}
    text = json.dumps(sent)
    assert "let go in spring" not in text
    assert "what you learned" not in text
    assert "[hidden]" in text


async def test_an_answer_is_traced_with_its_words_unless_they_are_masked(
    collector: ThreadingHTTPServer,
) -> None:
    sent = await ask_the_coach(collector)
    assert "let go in spring" in json.dumps(sent)


async def test_an_answer_about_an_interview_counts_for_it_and_others_for_none() -> None:
    noted: list[tuple[int, ModelCall]] = []
    with GroqStandIn(chat=ChatCompletions(replies=[ANSWER])).running() as url:
        wording = build_model(load_settings(groq_api_key="key", groq_base_url=url))
        assert wording is not None
        chat = CoachModel(wording, meter=lambda *call: noted.append(call))
        for session_id in (None, 7):
            assert [text async for text in chat.words("Coach.", MATERIAL, session_id)]
        await wording.aclose()
    model = "openai/gpt-oss-120b"
    tokens = len(ANSWER.split())
    assert noted == [(7, ModelCall(CallPurpose.COACH, model, 1, tokens))]
