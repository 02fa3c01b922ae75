"""A process that is to be killed while it completes an interview: `URL SESSION_ID ANSWERS`.

The judge answers so many requests; then the process says so and waits for its end. With `saved`
in place of a number it waits when everything is judged and nothing is stored yet.
"""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from core.assessment import Assessment
from core.interview import InterviewSession
from core.ports import JudgeReply
from core.turn import Interaction
from llm.port import ModelPrompt
from scoring.judge.assessor import JudgeAssessor
from scoring.rules.rubrics import load_rubric
from storage import Database
from storage.judge_memory import StoredJudgeMemory
from tests.scoring.interviews import BANK, NOW
from tests.scoring.judge.scripted import ScriptedJudge
from wiring.parts.completion import Completion

EVERY = frozenset(d.name for d in load_rubric().dimensions if not d.computed)


async def wait_for_the_end(judge: ScriptedJudge) -> None:
    sys.stdout.write(f"{judge.calls}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


class Stopping(ScriptedJudge):
    """Answers so many requests and then never again."""

    def __init__(self, answers: int) -> None:
        super().__init__()
        self.answers = answers

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        if self.calls >= self.answers:
            await wait_for_the_end(self)
        return await super().json(prompt, schema, seed=seed)


class StoppingAssessor(JudgeAssessor):
    """Assesses, and then never returns."""

    judge: ScriptedJudge

    async def assess(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        assessment = await super().assess(session, history)
        await wait_for_the_end(self.judge)
        return assessment


async def main(url: str, session_id: int, answers: str) -> None:
    database = Database(url)
    memory = StoredJudgeMemory(database)
    saved = answers == "saved"
    judge = ScriptedJudge() if saved else Stopping(int(answers))
    kind = StoppingAssessor if saved else JudgeAssessor
    assessor = kind(
        judge, lambda: NOW, earned=EVERY, memory=memory, bank=lambda: BANK, concurrency=1
    )
    if isinstance(assessor, StoppingAssessor):
        assessor.judge = judge
    await Completion(database, assessor, lambda: NOW).complete(session_id)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
