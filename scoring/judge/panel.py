"""Samples of one judge on one answer: asked, read, verified, combined.

Formula: `docs/formulas.md#the-judge`.
"""

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field

from core.errors import ProviderUnavailableError
from core.plan import Question
from core.ports import JudgeMemory, JudgeReply
from core.turn import Interaction
from llm.port import JsonModel, ModelPrompt
from scoring.judge.levels import DISAGREEMENT, VerifiedLevel, verify_level
from scoring.judge.prompt import JudgeCall, JudgePrompt
from scoring.judge.reply import JudgedDimension, UnreadableReplyError, read_reply
from scoring.rubric.definition import Rubric

EXTRA_SAMPLES = 2
PATIENCE = 3
_COUNTED = (
    "calls", "prompt_tokens", "completion_tokens", "remembered", "repairs", "failures",
    "quotes_offered", "quotes_verified",
)  # fmt: skip
logger = logging.getLogger(__name__)


class JudgeFailedError(ProviderUnavailableError):
    """The judge gave no reply that can be used, so rules must score this group."""


class Remembered:
    """A judge's memory for one process; used where nothing else keeps replies."""

    def __init__(self) -> None:
        self._replies: dict[tuple[int, str], JudgeReply] = {}

    async def get(self, session_id: int, key: str) -> JudgeReply | None:
        """Return the reply stored under a key, or None."""
        return self._replies.get((session_id, key))

    async def put(self, session_id: int, key: str, reply: JudgeReply) -> None:
        """Store a reply; the first one stays."""
        self._replies.setdefault((session_id, key), reply)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a panel says of a group: verified levels per dimension, and what addressed a grader."""

    samples: Mapping[str, tuple[VerifiedLevel, ...]]
    instructions_found: tuple[str, ...]


@dataclass(slots=True)
class Jury:
    """Asks one model, counts what it took, and gives up after failures in a row.

    A judge that is away would otherwise be waited for once per answer and group.
    """

    model: JsonModel
    memory: JudgeMemory
    prompt: JudgePrompt
    rubric: Rubric
    samples: int = 3
    timeout_seconds: float = 90.0
    nonce: Callable[[], str] = field(default=lambda: secrets.token_hex(12))
    usage: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(_COUNTED, 0)))
    _failures: int = 0

    async def hear(
        self,
        session_id: int,
        question: Question,
        text: str,
        names: Sequence[str],
        interactions: Sequence[Interaction],
    ) -> Verdict:
        """Return the verdict on one answer; two samples more where levels are two apart.

        A single sample is taken again where code had to lower a level, or found no quote for one.

        Raises `JudgeFailedError`; samples that were answered stay in the memory.
        """
        judged = [
            await self._sample(session_id, question, text, names, sample)
            for sample in range(self.samples)
        ]
        verified = self._verified(judged, names, interactions)
        if self.samples == 1:
            if any(_is_unsure(levels[0]) for levels in verified.values()):
                judged.append(await self._sample(session_id, question, text, names, 1))
                verified = self._verified(judged, names, interactions)
        elif any(spread(levels) >= DISAGREEMENT for levels in verified.values()):
            for sample in range(self.samples, self.samples + EXTRA_SAMPLES):
                judged.append(await self._sample(session_id, question, text, names, sample))
            verified = self._verified(judged, names, interactions)
        for levels in verified.values():
            self.usage["quotes_offered"] += sum(level.quotes_offered for level in levels)
            self.usage["quotes_verified"] += sum(len(level.evidence) for level in levels)
        found = (f for reply in judged for d in reply.values() for f in d.instructions_found)
        return Verdict(verified, tuple(dict.fromkeys(found)))

    def _verified(
        self,
        judged: Sequence[Mapping[str, JudgedDimension]],
        names: Sequence[str],
        interactions: Sequence[Interaction],
    ) -> dict[str, tuple[VerifiedLevel, ...]]:
        return {
            name: tuple(
                verify_level(reply[name], self.rubric.dimension(name), interactions)
                for reply in judged
            )
            for name in names
        }

    async def _sample(
        self, session_id: int, question: Question, text: str, names: Sequence[str], sample: int
    ) -> Mapping[str, JudgedDimension]:
        call = self.prompt.call(self.model.name, question, text, names, sample, self.nonce())
        known = await self.memory.get(session_id, call.key)
        if known is not None:
            self.usage["remembered"] += 1
            try:
                return read_reply(known.text, self.rubric, names)
            except UnreadableReplyError as error:
                raise JudgeFailedError("what was kept of the judge's reply is broken") from error
        if self._failures >= PATIENCE:
            raise JudgeFailedError("the judge has failed too often in this assessment")
        try:
            reply, judged = await self._ask(call)
        except (ProviderUnavailableError, UnreadableReplyError, TimeoutError) as error:
            self._failures += 1
            self.usage["failures"] += 1
            logger.warning("judge.failed", extra={"error": type(error).__name__})
            raise JudgeFailedError("the judge gave no reply that can be used") from error
        self._failures = 0
        await self.memory.put(session_id, call.key, reply)
        return judged

    async def _ask(self, call: JudgeCall) -> tuple[JudgeReply, Mapping[str, JudgedDimension]]:
        """Return a reply and what it says, after one repair if it cannot be read."""
        reply = await self._reply(call, call.user)
        try:
            return reply, read_reply(reply.text, self.rubric, call.names)
        except UnreadableReplyError as error:
            self.usage["repairs"] += 1
            repair = (
                f"{call.user}\n\nThe last reply could not be read ({error}). "
                "Reply again with the JSON object and nothing else."
            )
        reply = await self._reply(call, repair)
        return reply, read_reply(reply.text, self.rubric, call.names)

    async def _reply(self, call: JudgeCall, user: str) -> JudgeReply:
        async with asyncio.timeout(self.timeout_seconds):
            reply = await self.model.json(
                ModelPrompt(call.system, user), call.schema, seed=call.seed
            )
        count_reply(self.usage, reply)
        return reply


def count_reply(usage: MutableMapping[str, int], reply: JudgeReply) -> None:
    """Add a call and its tokens to what an assessment took."""
    for name, count in (
        ("calls", 1),
        ("prompt_tokens", reply.prompt_tokens),
        ("completion_tokens", reply.completion_tokens),
    ):
        usage[name] = usage.get(name, 0) + count


def _is_unsure(found: VerifiedLevel) -> bool:
    """Return whether a level was lowered by code, or stands there without a quote that holds."""
    return found.flagged or (bool(found.level) and not found.evidence)


def spread(levels: Sequence[VerifiedLevel]) -> int:
    """Return how far apart the highest and the lowest level of the samples are."""
    known = [level.level for level in levels if level.level is not None]
    return max(known) - min(known) if known else 0
