"""An interview's turn log becomes its assessment, by rules alone."""

import asyncio
from collections.abc import Callable, Sequence

from core.assessment import Assessment
from core.clock import Clock
from core.interview import InterviewSession
from core.plan import Question
from core.turn import Interaction
from scoring.evidence.reference import load_bank
from scoring.report import report
from scoring.rules.interview import Rules
from scoring.rules.rubrics import Rubrics, load_rubrics


class OfflineAssessor:
    """Assesses without any model; deterministic but for the time it stamps."""

    def __init__(
        self,
        clock: Clock,
        bank: Callable[[], Sequence[Question]] = load_bank,
        rubrics: Callable[[], Rubrics] = load_rubrics,
    ) -> None:
        self._clock = clock
        self._rules = Rules(bank, rubrics)

    async def assess(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        """Return a new assessment of the turn log, computed off the event loop."""
        return await asyncio.to_thread(self.assess_now, session, history)

    def assess_now(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        """Return a new assessment of the turn log."""
        found = self._rules.rate(session, history)
        return report(
            session, found, self._rules.phrases, method="basic", assessed_at=self._clock()
        )
