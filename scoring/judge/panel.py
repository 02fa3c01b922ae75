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
from core.plan import Question, QuestionKind
from core.ports import JudgeMemory, JudgeReply
from core.turn import Interaction
from language.en.stories.assertion import asserted
from llm.json_reply import UnreadableReplyError
from llm.port import JsonModel, ModelPrompt
from scoring.dimensions import DIMENSIONS
from scoring.dimensions.problem_solving import PROBLEM_SOLVING
from scoring.judge.levels import VerifiedLevel, verify_level
from scoring.judge.prompt import JudgeCall, JudgePrompt
from scoring.judge.reply import JudgedDimension, read_reply
from scoring.judge.second_looks import SecondLook, no_second_look
from scoring.judge.tuned import JUDGING
from scoring.rubric.definition import Rubric

_COUNTED = (
    "calls", "prompt_tokens", "completion_tokens", "remembered", "repairs", "failures",
    "quotes_offered", "quotes_verified",
)  # fmt: skip
_ASKING = PROBLEM_SOLVING.name
_OF_WORDING = frozenset(d.name for d in DIMENSIONS if d.of_wording)
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

    A judge that is away would otherwise be waited for once per answer. `timeout_seconds` is how
    long a reply is waited for, null for as long as the model itself waits.
    """

    model: JsonModel
    memory: JudgeMemory
    prompt: JudgePrompt
    rubric: Rubric
    samples: int = 3
    timeout_seconds: float | None = None
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
        again: SecondLook = no_second_look,
    ) -> Verdict:
        """Return the verdict on one answer; two samples more where levels are two apart.

        A single sample is unsure where code had to lower a level, or found no quote for one. These
        dimensions are asked for once more if `again` grants it, which is told how many they are.

        Raises `JudgeFailedError`; samples that were answered stay in the memory.
        """
        judged = [
            await self._sample(session_id, question, text, names, sample)
            for sample in range(self.samples)
        ]
        verified = self._verified(judged, names, text, question, interactions)
        unsure = [name for name in names if any(map(_is_unsure, verified[name]))]
        if self.samples == 1:
            if unsure and await again(len(unsure)):
                judged.append(
                    await self._sample(session_id, question, text, unsure, 1, anchored=False)
                )
        elif any(spread(levels) >= JUDGING.disagreement for levels in verified.values()):
            for sample in range(self.samples, self.samples + JUDGING.extra_samples):
                judged.append(await self._sample(session_id, question, text, names, sample))
        verified = self._verified(judged, names, text, question, interactions)
        for levels in verified.values():
            self.usage["quotes_offered"] += sum(level.quotes_offered for level in levels)
            self.usage["quotes_verified"] += sum(len(level.evidence) for level in levels)
        found = (f for reply in judged for d in reply.values() for f in d.instructions_found)
        return Verdict(verified, tuple(dict.fromkeys(found)))

    def _verified(
        self,
        judged: Sequence[Mapping[str, JudgedDimension]],
        names: Sequence[str],
        text: str,
        question: Question,
        interactions: Sequence[Interaction],
    ) -> dict[str, tuple[VerifiedLevel, ...]]:
        """Return the levels of each dimension, in every sample that was asked for it."""
        stated = asserted(text)
        # who solves a problem asks what is not known yet
        asking = asserted(text, questions=question.kind is QuestionKind.PROBLEM)
        return {
            name: tuple(
                verify_level(
                    reply[name],
                    self.rubric.dimension(name),
                    interactions,
                    None if name in _OF_WORDING else asking if name == _ASKING else stated,
                )
                for reply in judged
                if name in reply
            )
            for name in names
        }

    async def _sample(
        self,
        session_id: int,
        question: Question,
        text: str,
        names: Sequence[str],
        sample: int,
        *,
        anchored: bool = True,
    ) -> Mapping[str, JudgedDimension]:
        call = self.prompt.call(
            self.model.name, question, text, names, sample, self.nonce(), session_id,
            anchored=anchored,
        )  # fmt: skip
        known = await self.memory.get(session_id, call.key)
        if known is not None:
            self.usage["remembered"] += 1
            try:
                return read_reply(known.text, self.rubric, names)
            except UnreadableReplyError as error:
                raise JudgeFailedError("what was kept of the judge's reply is broken") from error
        if self._failures >= JUDGING.patience:
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
        reply = await self._reply(call, call.user, call.reply_tokens)
        try:
            return reply, read_reply(reply.text, self.rubric, call.names)
        except UnreadableReplyError as error:
            self.usage["repairs"] += 1
            repair = (
                f"{call.user}\n\nThe last reply could not be read ({error}). "
                "Reply again with the JSON object and nothing else."
            )
        # it may have been the bound that cut the last one off
        reply = await self._reply(call, repair, None)
        return reply, read_reply(reply.text, self.rubric, call.names)

    async def _reply(self, call: JudgeCall, user: str, reply_tokens: int | None) -> JudgeReply:
        asked = ModelPrompt(call.system, user, reply_tokens)
        async with asyncio.timeout(self.timeout_seconds):
            reply = await self.model.json(asked, call.schema, seed=call.seed)
        count_reply(self.usage, reply)
        return reply


def count_reply(usage: MutableMapping[str, int], reply: JudgeReply) -> None:
    """Add a call and its tokens to what an assessment took; cached ones where there are some."""
    for name, count in (
        ("calls", 1),
        ("prompt_tokens", reply.prompt_tokens),
        ("cached_tokens", reply.cached_tokens),
        ("completion_tokens", reply.completion_tokens),
    ):
        if count or name != "cached_tokens":
            usage[name] = usage.get(name, 0) + count


def _is_unsure(found: VerifiedLevel) -> bool:
    """Return whether a level was lowered by code, or stands there without a quote that holds."""
    return found.flagged or (bool(found.level) and not found.evidence)


def spread(levels: Sequence[VerifiedLevel]) -> int:
    """Return how far apart the highest and the lowest level of the samples are."""
    known = [level.level for level in levels if level.level is not None]
    return max(known) - min(known) if known else 0
