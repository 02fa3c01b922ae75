"""What is sent to LangSmith, seen by a server on loopback; and that nothing is when it is off."""

import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from agent.interviewer import (
    GraphPlanner,
    TracedAssessor,
    TracedJudge,
    build_interviewer,
    build_tracing,
)
from core.clock import utc_now
from core.errors import SettingsError
from core.interview import InterviewRequest
from core.ports import JudgeReply
from core.settings import Settings, load_settings
from llm.port import ModelPrompt
from scoring.judge.assessor import JudgeAssessor
from tests.agent.interviewer.replies import DEADLINE_SECONDS, Scripted, reply
from tests.agent.interviewer.scenes import log, session

PROJECT_ID = "11111111-1111-1111-1111-111111111111"
TENANT_ID = "22222222-2222-2222-2222-222222222222"
SAID = "I wrapped the cache in a proxy and measured forty percent fewer reads."


class Collector(BaseHTTPRequestHandler):
    """Takes what LangSmith's client sends and answers as its server does."""

    def do_GET(self) -> None:
        if self.path.startswith("/info"):
            limits = {
                "use_multipart_endpoint": False,
                "size_limit": 100,
                "size_limit_bytes": 20_000_000,
                "scale_up_nthreads_limit": 2,
                "scale_up_qsize_trigger": 1000,
                "scale_down_nempty_trigger": 4,
            }
            self._answer({"version": "1", "batch_ingest_config": limits})
        else:
            self._answer(
                [{"id": PROJECT_ID, "tenant_id": TENANT_ID, "name": "greenroom",
                  "start_time": "2026-01-01T00:00:00Z", "reference_dataset_id": None}]
            )  # fmt: skip

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.received.append(json.loads(body))  # type: ignore[attr-defined]
        self._answer({})

    def _answer(self, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        return None


@pytest.fixture
def collector() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    server.received = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def settings_for(server: ThreadingHTTPServer, **more: Any) -> Settings:
    return Settings.model_validate(
        {
            "langchain_tracing_v2": True,
            "langchain_api_key": "key",
            "langsmith_endpoint": f"http://127.0.0.1:{server.server_port}",
        }
        | more
    )


def runs(server: ThreadingHTTPServer) -> list[dict[str, Any]]:
    batches = server.received  # type: ignore[attr-defined]
    return [run for batch in batches for run in (*batch.get("post", ()), *batch.get("patch", ()))]


async def trace_a_turn(server: ThreadingHTTPServer, **more: Any) -> list[dict[str, Any]]:
    tracing = build_tracing(settings_for(server, **more))
    assert tracing is not None
    held = session()
    wording = Scripted(["How did you measure that?"])
    interviewer = build_interviewer(wording, DEADLINE_SECONDS, utc_now, tracing)
    await reply(interviewer, held, log(held), SAID)
    tracing.close()
    return runs(server)


async def test_a_turn_is_traced_with_its_session_and_every_node(
    collector: ThreadingHTTPServer,
) -> None:
    sent = await trace_a_turn(collector)
    roots = [run for run in sent if run.get("name") == "interview.turn"]
    assert roots
    assert roots[0]["extra"]["metadata"]["session_id"] == 7
    assert {"greenroom", "session-7"} <= set(roots[0]["tags"])
    assert {"observe", "decide", "recall", "speak"} <= {run.get("name") for run in sent}
    assert "forty percent" in json.dumps(sent)


async def test_content_is_masked_on_request(collector: ThreadingHTTPServer) -> None:
    sent = await trace_a_turn(collector, langsmith_hide_content=True)
    assert {"observe", "decide", "recall", "speak"} <= {run.get("name") for run in sent}
    text = json.dumps(sent)
    for secret in ("forty percent", "proxy", "keep the cache fresh", "expiry"):
        assert secret not in text
    assert "[hidden]" in text


async def test_preparing_leaves_its_run_and_the_address_of_the_trace(
    collector: ThreadingHTTPServer,
) -> None:
    tracing = build_tracing(settings_for(collector))
    assert tracing is not None
    prepared = await GraphPlanner(tracing=tracing).prepare(InterviewRequest(title="x"), None)
    tracing.close()
    assert prepared.langsmith_run_id in {run["id"] for run in runs(collector)}
    assert prepared.langsmith_trace_url is not None
    assert prepared.langsmith_trace_url.endswith(
        f"/o/{TENANT_ID}/projects/p/{PROJECT_ID}/r/{prepared.langsmith_run_id}"
    )


async def test_off_means_no_thread_and_no_request(
    collector: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    off = settings_for(collector, langchain_tracing_v2=False)
    before = {thread.name for thread in threading.enumerate()}
    assert build_tracing(off) is None
    held = session()
    await reply(build_interviewer(None, DEADLINE_SECONDS, utc_now), held, log(held), SAID)
    started = {thread.name for thread in threading.enumerate()} - before
    # the graph looks at an answer in the loop's own threads
    assert not [name for name in started if not name.startswith("asyncio_")]
    assert collector.received == []  # type: ignore[attr-defined]


def test_tracing_without_a_key_is_one_clear_error() -> None:
    with pytest.raises(SettingsError, match="LANGCHAIN_API_KEY"):
        load_settings(langchain_tracing_v2=True)


class Judges:
    """`JsonModel` that answers nothing a verdict could be read from."""

    name = "judge"

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        return JudgeReply("{}", prompt_tokens=11, completion_tokens=3)


async def trace_scoring(server: ThreadingHTTPServer, **more: Any) -> list[dict[str, Any]]:
    tracing = build_tracing(settings_for(server, **more))
    assert tracing is not None
    held = session()
    judge = JudgeAssessor(TracedJudge(Judges()), utc_now, earned={"relevance"})
    assessment = await TracedAssessor(judge, tracing).assess(held, log(held, (SAID, None)))
    tracing.close()
    assert assessment.session_id == held.id
    return runs(server)


async def test_scoring_is_traced_with_its_session_and_every_call_of_a_judge(
    collector: ThreadingHTTPServer,
) -> None:
    sent = await trace_scoring(collector)
    root = next(run for run in sent if run.get("name") == "interview.assess")
    assert root["extra"]["metadata"]["session_id"] == 7
    assert {"greenroom", "interview.assess", "session-7"} <= set(root["tags"])
    judged = [run for run in sent if run.get("name") == "interview.judge"]
    assert judged
    assert {run["trace_id"] for run in judged} == {root["id"]}
    assert "forty percent" in json.dumps(sent)


async def test_scoring_is_masked_as_the_interview_is(collector: ThreadingHTTPServer) -> None:
    text = json.dumps(await trace_scoring(collector, langsmith_hide_content=True))
    assert "interview.assess" in text
    for secret in ("forty percent", "proxy", "keep the cache fresh", "expiry"):
        assert secret not in text
