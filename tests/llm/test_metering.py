"""Every call of a model is noted once, with the tokens its provider told, over real HTTP."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from agent.interviewer import GraphPlanner, build_interviewer
from core.clock import utc_now
from core.interview import InterviewRequest, InterviewType
from core.move import WordedBy
from core.settings import Settings
from core.usage import CallPurpose, ModelCall
from harness.providers.faults import Fault, Faults
from harness.providers.groq import GroqStandIn
from harness.providers.groq_chat import ChatCompletions, Reply
from llm.building import build_model
from llm.langchain import LangChainModel
from tests.agent.interviewer.replies import reply
from tests.agent.interviewer.scenes import log, session
from tests.agent.interviewer.test_providers import ANSWER, GOOD, PATIENT, compatible, groq

each_provider = pytest.mark.parametrize("provider", [groq, compatible])
Provider = Callable[[str], Settings]


@asynccontextmanager
async def asking(provider: Provider, chat: ChatCompletions) -> AsyncIterator[LangChainModel]:
    """Give a wording of the provider; what it was still reading is over at the end."""
    with GroqStandIn(chat=chat, api_key="key").running() as url:
        wording = build_model(provider(url))
        assert wording is not None
        try:
            yield wording
        finally:
            await wording.aclose()


async def noted(
    provider: Provider, chat: ChatCompletions, deadline_seconds: float = PATIENT
) -> tuple[WordedBy, list[tuple[int, ModelCall]]]:
    """Return who worded one reply, and what was noted of it by the time all is closed."""
    calls: list[tuple[int, ModelCall]] = []
    held = session()
    async with asking(provider, chat) as wording:
        interviewer = build_interviewer(
            wording, deadline_seconds, utc_now, meter=lambda *call: calls.append(call)
        )
        given = await reply(interviewer, held, log(held), ANSWER)
    return given.worded.worded_by, calls


@each_provider
async def test_a_reply_that_was_spoken_is_noted_with_its_tokens(provider: Provider) -> None:
    worded_by, calls = await noted(provider, ChatCompletions([GOOD]))
    assert worded_by is WordedBy.MODEL
    ((session_id, call),) = calls
    assert session_id == session().id
    assert call.purpose is CallPurpose.WORDING
    assert call.model == ("any" if provider is compatible else "openai/gpt-oss-120b")
    assert (call.prompt_tokens, call.completion_tokens) == (1, len(GOOD.split()))


@each_provider
async def test_what_is_cut_off_after_its_question_still_tells_its_tokens(
    provider: Provider,
) -> None:
    longer = f"{GOOD} And one more thing. And another."
    worded_by, calls = await noted(provider, ChatCompletions([longer]))
    assert worded_by is WordedBy.MODEL
    assert [call.completion_tokens for _, call in calls] == [len(longer.split())]


@each_provider
@pytest.mark.parametrize(
    ("chat", "deadline_seconds"),
    [
        (ChatCompletions([Reply(GOOD, late_seconds=30.0)]), 0.2),
        (ChatCompletions([GOOD], faults=Faults(otherwise=Fault.CUT)), PATIENT),
    ],
)
async def test_tokens_that_nobody_told_are_null(
    provider: Provider, chat: ChatCompletions, deadline_seconds: float
) -> None:
    worded_by, calls = await noted(provider, chat, deadline_seconds)
    assert worded_by is not WordedBy.MODEL
    ((_, call),) = calls
    assert call.prompt_tokens is None
    assert call.completion_tokens is None


@each_provider
async def test_preparing_tells_what_it_asked(provider: Provider) -> None:
    chat = ChatCompletions(["That is no plan."])
    request = InterviewRequest(title="x", interview_type=InterviewType("technical"))
    async with asking(provider, chat) as wording:
        prepared = await GraphPlanner(wording).prepare(request, None)
    assert len(prepared.model_calls) == len(chat.requests) > 0
    assert {call.purpose for call in prepared.model_calls} == {CallPurpose.PLAN}
    assert all(call.completion_tokens == 4 for call in prepared.model_calls)


async def test_without_a_model_nothing_was_asked() -> None:
    prepared = await GraphPlanner().prepare(InterviewRequest(title="x"), None)
    assert prepared.model_calls == ()
