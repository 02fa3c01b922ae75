"""Assessment with a judge where it has earned trust, and with rules everywhere else."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from core.assessment import Assessment
from core.clock import Clock
from core.interview import InterviewSession
from core.plan import Question
from core.ports import JudgeMemory
from core.turn import Interaction
from language.en.requests.injection import flagged_sentences, without
from language.en.speech.content_words import content_words
from language.en.text.tokens import sentences
from llm.port import JsonModel
from scoring.evidence.quotes import quotes_from
from scoring.evidence.reference import load_bank
from scoring.judge.merge import merge
from scoring.judge.panel import JudgeFailedError, Jury, Remembered
from scoring.judge.prepare import CUT, prepare, readable
from scoring.judge.prompt import JudgePrompt
from scoring.judge.second_looks import SecondLook, SecondLooks
from scoring.report import report
from scoring.rubric.definition import Rubric
from scoring.rubric.rating import Rated, RatedAnswer
from scoring.rules.interview import Rules
from scoring.rules.rubrics import Rubrics, load_rubrics
from scoring.rules.tuned import RULES
from scoring.rules.unasked import supported


class JudgeAssessor:
    """Assesses with a model as judge; never fails for want of the model.

    `earned` names the dimensions in which this model beats the rules on the validation ladders;
    in all others it only words the next step. `memory` keeps replies, so that an assessment that
    was killed goes on where it was. One call holds all dimensions of one answer; `samples` is how
    often it is made: 1, and for up to half of the answers once more about what was unsure, or 3, or
    5 for a final report. `concurrency` is how many answers are judged at a time; the model keeps
    to its server's limits by itself. `timeout_seconds` bounds the wait for a reply of a model that
    does not bound it.

    Formula: `docs/formulas.md#the-judge`.
    """

    def __init__(
        self,
        model: JsonModel,
        clock: Clock,
        *,
        earned: Collection[str],
        memory: JudgeMemory | None = None,
        bank: Callable[[], Sequence[Question]] = load_bank,
        rubrics: Callable[[], Rubrics] = load_rubrics,
        samples: int = 3,
        concurrency: int = 10,
        timeout_seconds: float | None = None,
    ) -> None:
        self._model = model
        self._clock = clock
        self.earned = frozenset(earned)
        self._memory = memory or Remembered()
        self._rules = Rules(bank, rubrics)
        self._samples = samples
        self._concurrency = concurrency
        self._timeout_seconds = timeout_seconds

    async def assess(self, session: InterviewSession, history: Sequence[Interaction]) -> Assessment:
        """Return a new assessment of the turn log."""
        basic = await asyncio.to_thread(self._rules.rate, session, history)
        phrases, rubric = self._rules.phrases, basic.rubric
        prompt = JudgePrompt(rubric)
        panel = Jury(
            self._model, self._memory, prompt, rubric, self._samples, self._timeout_seconds
        )
        slots = asyncio.Semaphore(self._concurrency)
        looks = SecondLooks(len(basic.rated), sum(map(_is_judged, basic.rated)))
        judging = [
            asyncio.create_task(
                self._judge(session.id, rated, panel, rubric, _Places(at, slots, looks))
            )
            for at, rated in enumerate(basic.rated)
        ]
        try:
            judged = await asyncio.gather(*judging)
        finally:
            for task in judging:
                task.cancel()
        rated = tuple(found for found, _ in judged)
        events = sum((counts for _, counts in judged), Counter[str]())
        names = ("injection", "fallback", "shortened")
        notes = [phrases.notes[name] for name in names if events[name]]
        found = [r for one in rated for r in one.dimensions.values()]
        if any(r.agreement == "low" for r in found):
            notes.append(phrases.notes["low_agreement"])
        any_judged = any(r.method == "judge" for r in found)
        return await asyncio.to_thread(
            report,
            session,
            replace(basic, rated=rated),
            phrases,
            method="judge" if any_judged else "basic",
            assessed_at=self._clock(),
            prompt_hash=prompt.hash,
            model=self._model.name,
            usage=panel.usage,
            notes=notes,
        )

    async def _judge(
        self,
        session_id: int,
        rated: RatedAnswer,
        panel: Jury,
        rubric: Rubric,
        places: "_Places",
    ) -> tuple[RatedAnswer, Counter[str]]:
        """Return an answer with its judged dimensions, and what is to be told about it."""
        events: Counter[str] = Counter()
        if not _is_judged(rated):
            places.leave()
            return rated, events
        dimensions = dict(rated.dimensions)
        text = readable(prepare(rated.answer.text))
        if CUT in text:
            events["shortened"] += 1
        names = [
            d.name
            for d in rubric.dimensions
            if d.name in dimensions and self._can_tell_more(d.name, dimensions[d.name])
        ]
        if names:
            async with places:
                try:
                    dimensions |= await self._judged(
                        session_id, rated, text, names, panel, events, places.again
                    )
                except JudgeFailedError:
                    events["fallback"] += 1
        places.leave()
        return replace(rated, dimensions=supported(dimensions)), events

    def _can_tell_more(self, name: str, basic: Rated) -> bool:
        """Return whether a judge may say anything of a dimension beyond what the rules did."""
        return basic.score is not None or (not basic.asked and name in self.earned)

    async def _judged(
        self,
        session_id: int,
        rated: RatedAnswer,
        text: str,
        names: Sequence[str],
        panel: Jury,
        events: Counter[str],
        again: SecondLook,
    ) -> dict[str, Rated]:
        """Return the dimensions as judged; an answer that addresses the grader is judged twice.

        `text` is what the judge reads of it.
        """
        answer = rated.answer
        question = answer.question
        assert question is not None
        verdicts = [await panel.hear(session_id, question, text, names, answer.parts, again)]
        flagged = {*flagged_sentences(text), *_sentences_with(text, verdicts[0].instructions_found)}
        if flagged:
            events["injection"] += 1
            rest = without(text, tuple(flagged))
            if len(content_words(rest)) < RULES.nothing_words:
                evidence = quotes_from(tuple(flagged), answer.parts, supports=False)
                nothing_else = Rated(0.0, evidence=evidence, method="judge")
                return {
                    name: replace(nothing_else, asked=rated.dimensions[name].asked)
                    for name in names
                    if name in self.earned
                }
            verdicts.append(await panel.hear(session_id, question, rest, names, answer.parts))
        return merge(rated.dimensions, verdicts, self.earned, self._model.name)


def _is_judged(rated: RatedAnswer) -> bool:
    return rated.answer.answered and rated.answer.question is not None


@dataclass(frozen=True, slots=True)
class _Places:
    """An answer's place among those that are judged at a time, and for a second look."""

    at: int
    slots: asyncio.Semaphore
    looks: SecondLooks

    async def __aenter__(self) -> None:
        await self.slots.acquire()

    async def __aexit__(self, *_: object) -> None:
        self.slots.release()

    def leave(self) -> None:
        """Say that there is nothing unsure, unless it was said already that there is."""
        self.looks.know(self.at)

    async def again(self, unsure: int) -> bool:
        """Return whether to look again; the place is free for others until all have looked once."""
        self.slots.release()
        try:
            return await self.looks.granted(self.at, unsure)
        finally:
            await self.slots.acquire()


def _sentences_with(text: str, pieces: Sequence[str]) -> set[str]:
    """Return the sentences of a text that hold one of the pieces a judge copied from it."""
    wanted = [" ".join(piece.lower().split()) for piece in pieces if len(piece.split()) > 1]
    return {
        sentence.text
        for sentence in sentences(text)
        if any(piece in " ".join(sentence.text.lower().split()) for piece in wanted)
    }
