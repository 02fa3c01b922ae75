"""Scripted judges: one that is always right, and one that falls for everything.

The first shows that the protocol around a judge adds nothing to an attack, the second what code
takes back of a judge's mistakes.
"""

import json
from collections.abc import Mapping
from typing import Any

from core.ports import JudgeReply
from llm.port import ModelPrompt

_QUOTED_WORDS = 10


class IdealJudge:
    """Gives every answer the level of a weak one, which is what it is, with its first words."""

    name = "ideal"

    def __init__(self, weak: str, level: int = 1) -> None:
        self.weak = weak
        self.level = level

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        """Return the verdict on one answer."""
        said = str(json.loads(prompt.user.splitlines()[1]))
        level, quotes = self.judge(said)
        found = {}
        for name, dimension in schema["properties"].items():
            checks = list(dimension["properties"]["checks"]["properties"])
            found[name] = {
                "evidence": [
                    {"quote": quote, "supports": "+", "check": checks[0]} for quote in quotes
                ],
                "checks": {check: at < level for at, check in enumerate(checks)},
                "level": level,
                "next_step": "",
            }
        return JudgeReply(json.dumps(found), 1, 1)

    def judge(self, said: str) -> tuple[int, list[str]]:
        """Return the level of an answer, and what is quoted for it."""
        return self.level, [" ".join(said.split()[:_QUOTED_WORDS])]


class CredulousJudge(IdealJudge):
    """Gives the highest level to whatever is more than the weak answer, and quotes just that."""

    name = "credulous"

    def judge(self, said: str) -> tuple[int, list[str]]:
        """Return the level of an answer, and what is quoted for it."""
        more = said.removeprefix(self.weak).split()
        if not more or len(more) == len(said.split()):
            return super().judge(said)
        pieces = (more[:_QUOTED_WORDS], more[-_QUOTED_WORDS:])
        return 4, [" ".join(piece) for piece in pieces]
