"""The judge's instructions and the call that one sample makes."""

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.plan import Question
from prompts.loader import Prompt, load_prompt, load_yaml
from scoring.judge.prepare import isolated
from scoring.judge.reply import schema_for
from scoring.rubric.definition import Rubric
from scoring.rules.rubrics import Rubrics

_PROMPT = "rubrics/judge"
_ANCHORS = "rubrics/anchors.yaml"
_THINKING_TOKENS: Final = 300
_DIMENSION_TOKENS: Final = 150
"""A third more than a verdict on a dimension takes that keeps to what the prompt asks for."""


@dataclass(frozen=True, slots=True)
class JudgeCall:
    """One request to a judge. `key` is the same for the same request, whatever its nonce.

    `reply_tokens` is what a verdict may take, room to think included.
    """

    key: str
    seed: int
    names: tuple[str, ...]
    system: str
    user: str
    schema: dict[str, object]
    reply_tokens: int


class JudgePrompt:
    """Builds calls; `hash` changes with every authored text that a judge is shown."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._prompt: Prompt = load_prompt(_PROMPT)
        self._anchors: dict[str, list[dict[str, object]]] = load_yaml(_ANCHORS)
        authored = (
            self._prompt.text,
            rubric.model_dump(mode="json", exclude={"panel"}),
            self._anchors,
        )
        self.hash = _digest(json.dumps(authored, sort_keys=True))[:16]

    def call(
        self,
        model: str,
        question: Question,
        text: str,
        names: Sequence[str],
        sample: int,
        nonce: str,
        shuffled: int = 0,
        *,
        anchored: bool = True,
    ) -> JudgeCall:
        """Return the call for one sample, its dimensions in an order of its own (`shuffled`).

        What all answers of a kind share stands first and in the same words, for servers keep the
        beginning of a prompt; the order, which stands in the schema too, is of `shuffled` alone,
        and what differs from answer to answer comes last. Without `anchored` no answers of others
        show how far apart the levels are.
        """
        key = _digest(
            json.dumps((self.hash, model, question.model_dump(mode="json"), text, [*names], sample))
        )
        ordered = random.Random(f"{shuffled}/{sample}").sample(list(names), len(names))
        system = self._prompt.fill(
            dimensions="\n".join(map(self._described, names)),
            anchors="\n".join(self._anchored(question)) if anchored else "- none",
            kind=question.kind.value.replace("_", " "),
            level=question.level,
            question=question.text,
            key_points="\n".join(f"- {point.text}" for point in question.key_points),
            order=", ".join(ordered),
            nonce=nonce,
        )
        return JudgeCall(
            key,
            int(key[:8], 16),
            tuple(ordered),
            system,
            isolated(text, nonce),
            schema_for(self._rubric, ordered),
            _THINKING_TOKENS + _DIMENSION_TOKENS * len(names),
        )

    def _described(self, name: str) -> str:
        dimension = self._rubric.dimension(name)
        levels = (f" {level}: {text}" for level, text in enumerate(dimension.levels))
        checks = (f" {check}: {text}" for check, text in dimension.checks.items())
        return "\n".join((name, *levels, *checks))

    def _anchored(self, question: Question) -> list[str]:
        return [
            f"- level {anchor['level']}: {json.dumps(anchor['answer'])}"
            for anchor in self._anchors[question.kind.value]
        ]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def judging_hash(rubrics: Rubrics) -> str:
    """Return the hash of everything a judge may be shown under any of the rubrics.

    It is that of the prompt itself where one rubric serves all types.
    """
    hashes = [JudgePrompt(rubric).hash for rubric in rubrics.every]
    return hashes[0] if len(hashes) == 1 else _digest(" ".join(hashes))[:16]
