"""Scoring as a trace of its own, under the same tracer and the same masks as the interview."""

from collections.abc import Mapping, Sequence
from typing import Any

from agent.interviewer.tracing import Tracing
from core.assessment import Assessment
from core.interview import InterviewSession
from core.ports import Assessor, JudgeReply
from core.turn import Interaction
from llm.port import JsonModel, ModelPrompt


class TracedAssessor:
    """`core.ports.Assessor` that traces what another one does."""

    def __init__(self, assessor: Assessor, tracing: Tracing) -> None:
        self._assessor = assessor
        self._tracing = tracing

    async def assess(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        """Return the assessment; the run carries the session's id, the turns and the result."""
        from langchain_core.runnables import RunnableLambda

        async def assessed(_: object) -> Assessment:
            return await self._assessor.assess(session, history)

        turns = [
            {"role": str(turn.role), "content": turn.content, "question_id": turn.question_id}
            for turn in history
        ]
        config = self._tracing.config("interview.assess", session.id)
        return await RunnableLambda(assessed).ainvoke({"turns": turns}, config)


class TracedJudge:
    """`llm.port.JsonModel` whose calls stand in the trace of the assessment they belong to."""

    def __init__(self, model: JsonModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """The judging model's name."""
        return self._model.name

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        """Return the model's reply; raises what it raises, which the trace shows as well."""
        from langchain_core.runnables import RunnableLambda

        async def judged(asked: Mapping[str, Any]) -> JudgeReply:
            return await self._model.json(prompt, schema, seed=seed)

        asked = {"system": prompt.system, "user": prompt.user, "seed": seed}
        run = RunnableLambda(judged).with_config(run_name="interview.judge")
        reply: JudgeReply = await run.ainvoke(asked)
        return reply
