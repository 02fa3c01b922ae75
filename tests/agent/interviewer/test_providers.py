"""The providers' own clients over real HTTP: Groq's, and that of any OpenAI-compatible server."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from agent.interviewer import build_interviewer
from core.clock import utc_now
from core.move import MoveKind, WordedBy
from core.ports import Interviewer
from core.settings import Settings, load_settings
from harness.providers.faults import Fault, Faults
from harness.providers.groq import GroqStandIn
from harness.providers.groq_chat import ChatCompletions, Reply, ToolCall
from llm.building import TALKING, build_model
from llm.port import ModelPrompt
from tests.agent.interviewer.replies import Reply as Heard
from tests.agent.interviewer.replies import reply
from tests.agent.interviewer.scenes import START, log, session

ANSWER = "I would put an entry in Redis and I measured forty percent fewer reads in March."
GOOD = "You measured forty percent fewer reads. How did you measure that?"
PATIENT = 20.0
"""Seconds for a first token: more than a loaded machine takes, so that only faults are seen."""


def groq(url: str) -> Settings:
    return load_settings(_env_file=None, groq_api_key="key", groq_base_url=url)


def compatible(url: str) -> Settings:
    return load_settings(
        _env_file=None, llm_base_url=f"{url}/openai/v1", llm_model="any", llm_api_key="key"
    )


Provider = Callable[[str], Settings]
each_provider = pytest.mark.parametrize("provider", [groq, compatible])


@asynccontextmanager
async def interviewing(
    provider: Provider,
    chat: ChatCompletions,
    deadline_seconds: float = PATIENT,
    clock: Callable[[], datetime] = utc_now,
) -> AsyncIterator[Interviewer]:
    with GroqStandIn(chat=chat, api_key="key").running() as url:
        wording = build_model(provider(url))
        assert wording is not None
        try:
            yield build_interviewer(wording, deadline_seconds, clock)
        finally:
            await wording.aclose()


async def probe(interviewer: Interviewer) -> Heard:
    held = session()
    given = await reply(interviewer, held, log(held), ANSWER)
    assert given.decided.move.kind is MoveKind.PROBE
    assert given.worded.text.count("?") == 1
    return given


@each_provider
async def test_a_streamed_reply_is_spoken_and_what_was_thought_is_not(provider: Provider) -> None:
    chat = ChatCompletions([Reply(GOOD, reasoning="The rubric wants a number.")])
    async with interviewing(provider, chat) as interviewer:
        given = await probe(interviewer)
    assert given.worded.worded_by is WordedBy.MODEL
    assert "".join(given.tokens) == GOOD
    assert given.worded.faults == ()
    (asked,) = chat.requests
    assert asked["stream"] is True
    assert asked["model"] in ("openai/gpt-oss-120b", "any")
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]


@each_provider
async def test_a_plan_may_be_longer_than_what_is_spoken(provider: Provider) -> None:
    chat = ChatCompletions([GOOD, GOOD])
    with GroqStandIn(chat=chat, api_key="key").running() as url:
        wording = build_model(provider(url))
        assert wording is not None
        for prompt in (ModelPrompt("s", "u"), ModelPrompt("s", "u", reply_tokens=4096)):
            assert "".join([piece async for piece in wording.stream(prompt)]) == GOOD
        await wording.aclose()
    spoken, planned = (_limit(request) for request in chat.requests)
    assert (spoken, planned) == (TALKING.reply_tokens, 4096)


def _limit(request: dict[str, Any]) -> int:
    return int(request.get("max_completion_tokens") or request["max_tokens"])


async def test_a_reasoning_model_at_groq_is_told_to_be_quick() -> None:
    chat = ChatCompletions([GOOD])
    async with interviewing(groq, chat) as interviewer:
        await probe(interviewer)
    assert chat.requests[0]["reasoning_effort"] == "low"


async def test_another_server_gets_no_null_fields() -> None:
    chat = ChatCompletions([GOOD])
    async with interviewing(compatible, chat) as interviewer:
        await probe(interviewer)
    assert None not in chat.requests[0].values()


@each_provider
async def test_a_first_token_after_the_deadline_leaves_the_turn_to_the_template(
    provider: Provider,
) -> None:
    chat = ChatCompletions([Reply(GOOD, late_seconds=30.0)])
    async with interviewing(provider, chat, 0.2) as interviewer:
        given = await probe(interviewer)
    assert given.worded.worded_by is WordedBy.TEMPLATE_AFTER_MODEL_LATE
    assert given.worded.faults == ("model_late",)
    assert given.worded.latency["wording"] < 5.0


@each_provider
async def test_a_server_that_never_answers_is_late(provider: Provider) -> None:
    chat = ChatCompletions([GOOD], faults=Faults(otherwise=Fault.HANG))
    async with interviewing(provider, chat, 0.2) as interviewer:
        given = await probe(interviewer)
    assert given.worded.faults == ("model_late",)


@each_provider
async def test_a_reply_that_stalls_midway_is_completed_from_the_template(
    provider: Provider,
) -> None:
    first = "You measured forty percent fewer reads."
    chat = ChatCompletions(
        [f"{first} How did you go about that measurement?"], faults=Faults(otherwise=Fault.STALL)
    )
    async with interviewing(provider, chat, 3.0) as interviewer:
        given = await probe(interviewer)
    assert given.worded.worded_by is WordedBy.TEMPLATE_AFTER_MODEL_LATE
    assert given.worded.faults == ("model_stalled",)
    assert "measurement" not in given.worded.text
    assert given.worded.text.endswith("?")


@each_provider
async def test_a_tool_call_that_nobody_asked_for_is_no_reply(provider: Provider) -> None:
    call = ToolCall("search_web", {"query": "the candidate"})
    chat = ChatCompletions([Reply(tool_calls=(call,))])
    async with interviewing(provider, chat) as interviewer:
        given = await probe(interviewer)
    assert given.worded.worded_by is WordedBy.TEMPLATE_AFTER_MODEL_FAILED
    assert given.worded.faults == ("model_empty",)
    assert "search_web" not in given.worded.text
    assert "tools" not in chat.requests[0]


@each_provider
async def test_words_beside_a_tool_call_are_spoken_and_the_call_is_not_made(
    provider: Provider,
) -> None:
    call = ToolCall("search_web", {"query": "the candidate"})
    chat = ChatCompletions([Reply(GOOD, tool_calls=(call,))])
    async with interviewing(provider, chat) as interviewer:
        given = await probe(interviewer)
    assert given.worded.worded_by is WordedBy.MODEL
    assert "".join(given.tokens) == GOOD
    assert len(chat.requests) == 1


@each_provider
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.RATE_LIMITED, "model_failed"),
        (Fault.SERVER_ERROR, "model_failed"),
        (Fault.GARBAGE, "model_failed"),
        (Fault.CUT, "model_failed"),
        (Fault.EMPTY, "model_empty"),
    ],
)
async def test_a_provider_that_fails_leaves_the_turn_to_the_template(
    provider: Provider, fault: Fault, said: str
) -> None:
    chat = ChatCompletions([GOOD], faults=Faults(otherwise=fault))
    async with interviewing(provider, chat) as interviewer:
        given = await probe(interviewer)
    assert given.worded.worded_by is WordedBy.TEMPLATE_AFTER_MODEL_FAILED
    assert given.worded.faults == (said,)


@each_provider
@pytest.mark.parametrize("fault", [Fault.RATE_LIMITED, Fault.SERVER_ERROR])
async def test_what_fails_once_is_tried_again(provider: Provider, fault: Fault) -> None:
    chat = ChatCompletions([GOOD], faults=Faults({1: fault}))
    async with interviewing(provider, chat) as interviewer:
        given = await probe(interviewer)
    assert given.worded.worded_by is WordedBy.MODEL
    assert len(chat.requests) == 2


@each_provider
async def test_a_provider_that_keeps_failing_is_left_alone_and_taken_back(
    provider: Provider,
) -> None:
    now = [START]
    chat = ChatCompletions([GOOD], faults=Faults(dict.fromkeys(range(1, 4), Fault.EMPTY)))
    async with interviewing(provider, chat, clock=lambda: now[0]) as interviewer:
        given = [await probe(interviewer) for _ in range(5)]
        asked_while_away = len(chat.requests)
        now[0] += timedelta(seconds=31)
        back = await probe(interviewer)
    assert [one.worded.faults for one in given[3:]] == [("model_resting",)] * 2
    assert asked_while_away == 3
    assert back.worded.worded_by is WordedBy.MODEL
