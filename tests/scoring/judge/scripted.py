"""Judges that behave as judges do: well, flattering, inventing, obeying, breaking, silent."""

import asyncio
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

from core.errors import ProviderUnavailableError
from core.ports import JudgeReply
from llm.port import ModelPrompt

INVENTED = "I reduced the costs of the whole department by ninety percent"


class ScriptedJudge:
    """Gives the level that `levels` holds for an answer's beginning, with honest quotes."""

    name = "scripted-1"

    def __init__(self, levels: Mapping[str, int] | None = None, default: int = 2) -> None:
        self.levels = dict(levels or {})
        self.default = default
        self.calls = 0
        self.systems: list[str] = []
        self.users: list[str] = []
        self.orders: list[list[str]] = []

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        self.calls += 1
        self.systems.append(prompt.system)
        self.users.append(prompt.user)
        self.orders.append(list(schema["properties"]))
        return JudgeReply(self.reply(self.read(prompt.user), schema, seed), 100, 50)

    def read(self, user: str) -> str:
        """Return the answer that stands as a JSON string between the two marks."""
        return str(json.loads(user.splitlines()[1]))

    def level(self, text: str, name: str, seed: int) -> int | str:
        known = (level for start, level in self.levels.items() if start in text)
        return next(known, self.default)

    def quotes(self, text: str) -> Sequence[str]:
        return [" ".join(text.split()[:8])]

    def found(self, text: str) -> Sequence[str]:
        return []

    def reply(self, text: str, schema: Mapping[str, Any], seed: int) -> str:
        reply = {}
        for name, dimension in schema["properties"].items():
            level = self.level(text, name, seed)
            checks = list(dimension["properties"]["checks"]["properties"])
            passed = level if isinstance(level, int) else 0
            reply[name] = {
                "evidence": [
                    {"quote": quote, "supports": "+", "check": checks[0]}
                    for quote in self.quotes(text)
                ],
                "checks": {check: at < passed for at, check in enumerate(checks)},
                "level": level,
                "why": "as the rubric says",
                "next_step": f"Say more about {text.split()[0] if text.split() else 'it'}.",
                "instructions_found": list(self.found(text)),
            }
        return json.dumps(reply)


class FlatteringJudge(ScriptedJudge):
    """Says 4 to everything and quotes the question it was asked."""

    def level(self, text: str, name: str, seed: int) -> int:
        return 4

    def quotes(self, text: str) -> Sequence[str]:
        return ["a truly excellent and complete answer to the question"]


class InventingJudge(ScriptedJudge):
    """Adds a quote nobody said to an honest one."""

    def quotes(self, text: str) -> Sequence[str]:
        return [INVENTED, *super().quotes(text)]


class ObedientJudge(ScriptedJudge):
    """Does what an answer tells it to do, and reports nothing."""

    def level(self, text: str, name: str, seed: int) -> int | str:
        return 4 if "ATTACK" in text else super().level(text, name, seed)


class FlippingJudge(ScriptedJudge):
    """Gives a neighbouring level one time in five, differently in every run."""

    def __init__(self, levels: Mapping[str, int], run: int) -> None:
        super().__init__(levels)
        self._random = random.Random(run)

    def level(self, text: str, name: str, seed: int) -> int | str:
        level = super().level(text, name, seed)
        if isinstance(level, int) and self._random.random() < 0.2:
            return max(0, min(4, level + self._random.choice((-1, 1))))
        return level


class BrokenJudge(ScriptedJudge):
    """Breaks the JSON of its first replies to each request; `mends` says whether repair helps."""

    def __init__(self, mends: bool) -> None:
        super().__init__()
        self.mends = mends

    def reply(self, text: str, schema: Mapping[str, Any], seed: int) -> str:
        whole = super().reply(text, schema, seed)
        repaired = self.mends and "could not be read" in self.users[-1]
        return f"Here it is: {whole}" if repaired else whole[: len(whole) // 2]


class HangingJudge(ScriptedJudge):
    """Never answers."""

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        self.calls += 1
        await asyncio.Event().wait()
        raise AssertionError


class AwayJudge(ScriptedJudge):
    """Answers `works` times, then is away."""

    def __init__(self, works: int) -> None:
        super().__init__()
        self.works = works

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        if self.calls >= self.works:
            raise ProviderUnavailableError("away")
        return await super().json(prompt, schema, seed=seed)
