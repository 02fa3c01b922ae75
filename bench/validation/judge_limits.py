"""How long a judge takes for ten answers under a server's limits.

`python -m bench.validation.judge_limits [--real] [--only N]`

The stand-in enforces requests and tokens a minute, counting prompt, schema and reply, and tells
them in headers. By default time is simulated; `--real` takes the minutes it takes, over HTTP.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
from pydantic import SecretStr

from bench.validation.ladders import Ladder
from bench.validation.scored import interview_of
from core.interview import InterviewType
from core.settings import Settings
from harness.providers.faults import Latency
from harness.providers.groq import GroqStandIn
from harness.providers.groq_chat import ChatCompletions
from harness.providers.rate_limits import PromptCache, RateLimits
from harness.providers.verdicts import verdict
from harness.simulated_time import SimulatedTimeLoop
from llm.building import JUDGING, build_model
from prompts.loader import load_questions
from scoring.judge.assessor import JudgeAssessor
from scoring.rules.rubrics import load_rubric

ANSWERS = 10
REPLY_SECONDS = 2.5
"""About 600 tokens at the speed of a hosted model."""
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Server:
    """A server's limits a minute, null for none; `doubtful` of ten answers are unsure at first.

    `keeps_prompts`: it keeps the beginnings of prompts, and these are free.
    """

    name: str
    requests: float | None = None
    tokens: float | None = None
    doubtful: int = 10
    schema_counts: bool = False
    keeps_prompts: bool = False
    fixed_windows: bool = False


FREE_TIER = (30, 12_000)
SERVERS = (
    Server("no limits"),
    Server("30 requests, 12,000 tokens a minute, 2 unsure", *FREE_TIER, 2),
    Server("the same, all unsure", *FREE_TIER),
    Server("the schema counts too, 2 unsure", *FREE_TIER, 2, schema_counts=True),
    Server("the same, all unsure", *FREE_TIER, schema_counts=True),
    Server("and kept prompts are free", *FREE_TIER, schema_counts=True, keeps_prompts=True),
    Server("the same, in fixed minutes", *FREE_TIER, 10, True, True, True),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an assessment took; `judged` is how many of the dimensions were judged."""

    seconds: float
    calls: int
    refused: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    fallbacks: int


async def assess(server: Server, client: Callable[[GroqStandIn], Any]) -> Taken:
    """Assess ten answers before a server; `client` makes its models reach the stand-in."""
    clock = asyncio.get_running_loop().time
    limits = None
    if server.requests and server.tokens:
        limits = RateLimits(server.requests, server.tokens, clock, server.fixed_windows)
    chat = ChatCompletions(
        replies=Doubtful(server.doubtful),
        first_token=Latency(REPLY_SECONDS),
        limits=limits,
        cache=PromptCache() if server.keeps_prompts else None,
        schema_counts=server.schema_counts,
    )
    stand_in = GroqStandIn(chat=chat)
    with client(stand_in) as url:
        settings = Settings(_env_file=None, groq_api_key=SecretStr("key"), groq_base_url=url)
        model = build_model(settings, JUDGING)
        assert model is not None
        async with aclosing(model):
            every = [d.name for d in load_rubric().dimensions if not d.computed]
            judge = JudgeAssessor(model, lambda: NOON, earned=every, samples=1)
            began = clock()
            assessment = await judge.assess(*interview_of(_ladders()))
            seconds = clock() - began
    used = assessment.usage
    return Taken(
        seconds,
        used["calls"],
        limits.refused if limits else 0,
        used["prompt_tokens"],
        used.get("cached_tokens", 0),
        used["completion_tokens"],
        used["failures"],
    )


class Doubtful:
    """Replies of a judge that quotes what nobody said, for two dimensions of some first looks."""

    def __init__(self, doubtful: int) -> None:
        self._left = doubtful

    def __call__(self, asked: dict[str, Any]) -> str:
        """Return the verdict on a request."""
        whole = len(asked["response_format"]["json_schema"]["schema"]["properties"]) > 2
        doubt = whole and self._left > 0
        self._left -= doubt
        return verdict(asked, 3, invented=2 if doubt else 0)


def _ladders() -> Sequence[Ladder]:
    """Return ten answers of a technical interview: outlines, which are of usual length."""
    kind = InterviewType("technical")
    return [
        Ladder(question, kind, False, {"said": question.outline})
        for question in load_questions(kind)[:ANSWERS]
    ]


@contextmanager
def in_process(stand_in: GroqStandIn) -> Iterator[str]:
    """Let clients reach the stand-in without a socket, for simulated time."""
    before = httpx.AsyncClient.__init__
    transport = httpx.ASGITransport(stand_in.app())

    def made(self: httpx.AsyncClient, **_: object) -> None:
        before(self, transport=transport)

    httpx.AsyncClient.__init__ = made  # type: ignore[method-assign]
    try:
        yield "http://stand-in"
    finally:
        httpx.AsyncClient.__init__ = before  # type: ignore[method-assign]


def simulated(server: Server) -> Taken:
    """Return what the assessment takes in simulated time."""
    with asyncio.Runner(loop_factory=SimulatedTimeLoop) as runner:
        return runner.run(assess(server, in_process))


def real(server: Server) -> Taken:
    """Return what the assessment takes over HTTP, in real time."""
    return asyncio.run(assess(server, lambda stand_in: stand_in.running()))


def main() -> None:
    """Print a line for every server."""
    parser = argparse.ArgumentParser(prog="bench.validation.judge_limits", description=__doc__)
    parser.add_argument("--real", action="store_true", help="over HTTP, in real time")
    parser.add_argument("--only", type=int, help="the server with this number alone")
    options = parser.parse_args()
    _say("| a judge on ten answers | s | calls | refused | prompt | cached | reply | failed |")
    _say("|---|---:|---:|---:|---:|---:|---:|---:|")
    for server in SERVERS if options.only is None else SERVERS[options.only :][:1]:
        took = (real if options.real else simulated)(server)
        _say(
            f"| {server.name} | {took.seconds:.0f} | {took.calls} | {took.refused} | "
            f"{took.prompt_tokens} | {took.cached_tokens} | {took.completion_tokens} | "
            f"{took.fallbacks} |"
        )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
