"""The Groq stand-in, through the clients the product uses."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import numpy as np
import openai
import pytest
from langchain_core.messages import AIMessage
from langchain_groq import ChatGroq
from livekit import rtc
from livekit.agents import APIConnectionError, APIConnectOptions, APIStatusError
from livekit.plugins import groq
from openai.types.chat import ChatCompletionMessageParam
from pydantic import SecretStr

from harness.providers.faults import Fault, Faults, Latency
from harness.providers.groq import GroqStandIn
from harness.providers.groq_chat import ChatCompletions, Reply, ToolCall
from harness.providers.groq_transcription import ScriptedTranscript, Transcriptions
from local.audio_output import wav_file

HELLO: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hello."}]
STREAMED = {"model": "m", "stream": True, "messages": HELLO}
PATIENCE_SECONDS = 60.0
"""For answers that come: a busy machine may take its time."""
ONCE = APIConnectOptions(max_retry=0, timeout=PATIENCE_SECONDS)


def a_second_of_audio() -> rtc.AudioFrame:
    return rtc.AudioFrame(np.zeros(16_000, np.int16).tobytes(), 16_000, 1, 16_000)


def form_of_a_second(**fields: str) -> dict[str, Any]:
    wav = wav_file(np.zeros(16_000, np.int16).tobytes(), 16_000)
    return {
        "data": {"model": "whisper-large-v3-turbo", **fields},
        "files": {"file": ("a.wav", wav)},
    }


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as http:
        yield http


async def recognise(url: str) -> str:
    async with asking(url) as client, groq.STT(api_key="key", client=client) as stt:
        event = await stt.recognize(a_second_of_audio(), conn_options=ONCE)
    return event.alternatives[0].text


def asking(url: str) -> openai.AsyncOpenAI:
    return openai.AsyncOpenAI(api_key="key", base_url=f"{url}/openai/v1", max_retries=0)


@asynccontextmanager
async def langchain_model(url: str) -> AsyncIterator[ChatGroq]:
    async with httpx.AsyncClient() as http:
        yield ChatGroq(
            model_name="openai/gpt-oss-120b",
            groq_api_key=SecretStr("key"),
            groq_api_base=url,
            http_async_client=http,
        )


async def test_the_plugins_own_client_gets_scripted_texts_in_order_and_the_last_again() -> None:
    stand_in = GroqStandIn(Transcriptions(texts=["First.", "Second."]))
    with stand_in.running() as url:
        assert [await recognise(url) for _ in range(3)] == ["First.", "Second.", "Second."]
    first = stand_in.transcriptions.requests[0]
    assert first.authorization == "Bearer key"
    assert first.fields["model"] == ["whisper-large-v3-turbo"]
    assert first.duration == pytest.approx(1.0)


async def test_verbose_json_has_words_only_when_they_are_asked_for(
    client: httpx.AsyncClient,
) -> None:
    script = ScriptedTranscript("I led it.", no_speech_prob=0.7)
    with GroqStandIn(Transcriptions(texts=[script])).running() as url:
        path = f"{url}/openai/v1/audio/transcriptions"
        plain = (await client.post(path, **form_of_a_second(response_format="verbose_json"))).json()
        form = {"response_format": "verbose_json", "timestamp_granularities[]": "word"}
        timed = (await client.post(path, **form_of_a_second(**form))).json()
    assert "words" not in plain
    assert plain["segments"][0]["no_speech_prob"] == 0.7
    assert [word["word"] for word in timed["words"]] == ["I", "led", "it."]
    assert timed["words"][-1]["end"] == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(
    ("fault", "status"), [(Fault.RATE_LIMITED, 429), (Fault.SERVER_ERROR, 500)]
)
async def test_a_fault_strikes_the_request_it_is_planned_for(fault: Fault, status: int) -> None:
    plan = Faults({1: fault})
    with GroqStandIn(Transcriptions(texts=["Back."], faults=plan)).running() as url:
        with pytest.raises(APIStatusError) as caught:
            await recognise(url)
        assert caught.value.status_code == status
        assert await recognise(url) == "Back."


async def test_a_rate_limit_says_when_to_come_back(client: httpx.AsyncClient) -> None:
    faults = Faults({1: Fault.RATE_LIMITED})
    with GroqStandIn(Transcriptions(faults=faults, retry_after_seconds=1.5)).running() as url:
        path = f"{url}/openai/v1/audio/transcriptions"
        answer = await client.post(path, **form_of_a_second())
    assert answer.headers["retry-after"] == "1.5"
    assert answer.json()["error"]["code"] == "rate_limit_exceeded"


async def test_a_cut_connection_is_an_error_of_the_connection() -> None:
    faults = Faults(otherwise=Fault.CUT)
    with (
        GroqStandIn(Transcriptions(faults=faults)).running() as url,
        pytest.raises(APIConnectionError),
    ):
        await recognise(url)


async def test_a_hanging_request_times_out_at_the_client(client: httpx.AsyncClient) -> None:
    with GroqStandIn(Transcriptions(faults=Faults({1: Fault.HANG}))).running() as url:
        path = f"{url}/openai/v1/audio/transcriptions"
        impatient = httpx.Timeout(PATIENCE_SECONDS, read=0.2)
        with pytest.raises(httpx.ReadTimeout):
            await client.post(path, **form_of_a_second(), timeout=impatient)


async def test_garbage_is_no_json(client: httpx.AsyncClient) -> None:
    with GroqStandIn(Transcriptions(faults=Faults({1: Fault.GARBAGE}))).running() as url:
        path = f"{url}/openai/v1/audio/transcriptions"
        answer = await client.post(path, **form_of_a_second())
    with pytest.raises(ValueError, match="Expecting value"):
        answer.json()


async def test_the_answer_takes_the_time_it_is_told_to(client: httpx.AsyncClient) -> None:
    with GroqStandIn(Transcriptions(latency=Latency(0.25))).running() as url:
        began = time.monotonic()
        path = f"{url}/openai/v1/audio/transcriptions"
        await client.post(path, **form_of_a_second())
    assert time.monotonic() - began >= 0.25


def test_log_normal_latency_has_the_median_and_the_tail_it_was_given() -> None:
    latency = Latency(0.25, p99=1.54)
    draws = np.array([latency.seconds() for _ in range(20_000)])
    assert np.median(draws) == pytest.approx(0.25, rel=0.05)
    assert np.quantile(draws, 0.99) == pytest.approx(1.54, rel=0.1)


async def test_langchain_streams_a_reply_word_by_word() -> None:
    stand_in = GroqStandIn(chat=ChatCompletions(replies=["What did you learn from it?"]))
    with stand_in.running() as url:
        async with langchain_model(url) as model:
            pieces = [str(chunk.content) async for chunk in model.astream("Go on.")]
    assert "".join(pieces) == "What did you learn from it?"
    assert len([piece for piece in pieces if piece]) == 6
    assert stand_in.chat.requests[0]["messages"][-1]["content"] == "Go on."


async def test_a_late_reply_is_late_at_its_first_token() -> None:
    chat = ChatCompletions(replies=[Reply("Yes.", late_seconds=0.3)])
    with GroqStandIn(chat=chat).running() as url:
        async with asking(url) as client:
            began = time.monotonic()
            stream = await client.chat.completions.create(model="m", stream=True, messages=HELLO)
            text = [chunk.choices[0].delta.content or "" async for chunk in stream]
    assert time.monotonic() - began >= 0.3
    assert "".join(text) == "Yes."


async def test_a_tool_call_arrives_as_one() -> None:
    reply = Reply(tool_calls=(ToolCall("look_up", {"what": "Kafka"}),))
    with GroqStandIn(chat=ChatCompletions(replies=[reply])).running() as url:
        async with langchain_model(url) as model:
            answer = await model.ainvoke("?")
    assert isinstance(answer, AIMessage)
    assert answer.tool_calls[0]["name"] == "look_up"
    assert answer.tool_calls[0]["args"] == {"what": "Kafka"}


@pytest.mark.parametrize(
    ("fault", "error"), [(Fault.CUT, openai.APIConnectionError), (Fault.GARBAGE, ValueError)]
)
async def test_a_reply_that_breaks_in_the_middle_raises_after_its_first_words(
    fault: Fault, error: type[Exception]
) -> None:
    chat = ChatCompletions(replies=["One two three four five six."], faults=Faults({1: fault}))
    heard = ""

    async def listen(client: openai.AsyncOpenAI) -> None:
        nonlocal heard
        stream = await client.chat.completions.create(model="m", stream=True, messages=HELLO)
        async with stream:
            async for chunk in stream:
                heard += chunk.choices[0].delta.content or ""

    with GroqStandIn(chat=chat).running() as url:
        async with asking(url) as client:
            with pytest.raises(error):
                await listen(client)
    assert not heard.endswith("six.")


async def test_an_empty_reply_ends_without_words(client: httpx.AsyncClient) -> None:
    with GroqStandIn(chat=ChatCompletions(faults=Faults(otherwise=Fault.EMPTY))).running() as url:
        answer = await client.post(f"{url}/openai/v1/chat/completions", json=STREAMED)
    assert '"finish_reason": "stop"' in answer.text
    assert answer.text.endswith("data: [DONE]\n\n")


async def test_a_stalled_reply_says_half_and_no_more(client: httpx.AsyncClient) -> None:
    chat = ChatCompletions(replies=["One two three four."], faults=Faults({1: Fault.STALL}))
    heard: list[str] = []

    async def listen(url: str) -> None:
        path = f"{url}/openai/v1/chat/completions"
        async with client.stream("POST", path, json=STREAMED) as answer:
            async for line in answer.aiter_lines():
                heard.append(line)

    with GroqStandIn(chat=chat).running() as url:
        listening = asyncio.create_task(listen(url))
        while not any("One" in line for line in heard):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        assert not listening.done()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    assert not any("four" in line for line in heard)


async def test_a_wrong_key_is_refused_and_models_are_listed(client: httpx.AsyncClient) -> None:
    with GroqStandIn(api_key="right", models=("a-model",)).running() as url:
        path = f"{url}/openai/v1/models"
        refused = await client.get(path, headers={"authorization": "Bearer wrong"})
        allowed = await client.get(path, headers={"authorization": "Bearer right"})
    assert refused.status_code == 401
    assert refused.json()["error"]["code"] == "invalid_api_key"
    assert [model["id"] for model in allowed.json()["data"]] == ["a-model"]
