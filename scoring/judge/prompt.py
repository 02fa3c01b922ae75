"""The judge's instructions and the call that one sample makes."""

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass

from core.plan import Question
from prompts.loader import Prompt, load_prompt, load_yaml
from scoring.judge.prepare import isolated
from scoring.judge.reply import schema_for
from scoring.rubric.definition import Rubric
from scoring.rules.rubrics import Rubrics

_PROMPT = "rubrics/judge"
_ANCHORS = "rubrics/anchors.yaml"


@dataclass(frozen=True, slots=True)
class JudgeCall:
    """One request to a judge. `key` is the same for the same request, whatever its nonce."""

    key: str
    seed: int
    names: tuple[str, ...]
    system: str
    user: str
    schema: dict[str, object]


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
    ) -> JudgeCall:
        """Return the call for one sample; dimensions stand in an order of the sample's own."""
        key = _digest(
            json.dumps((self.hash, model, question.model_dump(mode="json"), text, [*names], sample))
        )
        seed = int(key[:8], 16)
        ordered = random.Random(seed).sample(list(names), len(names))
        system = self._prompt.fill(
            nonce=nonce,
            kind=question.kind.value.replace("_", " "),
            level=question.level,
            question=question.text,
            key_points="\n".join(f"- {point.text}" for point in question.key_points),
            dimensions="\n\n".join(map(self._described, ordered)),
            anchors="\n".join(self._anchored(question)),
        )
        schema = schema_for(self._rubric, ordered)
        return JudgeCall(key, seed, tuple(ordered), system, isolated(text, nonce), schema)

    def _described(self, name: str) -> str:
        dimension = self._rubric.dimension(name)
        levels = (f"  {level}: {text}" for level, text in enumerate(dimension.levels))
        checks = (f"  {check}: {text}" for check, text in dimension.checks.items())
        return "\n".join((f"{name} ({dimension.title})", " levels", *levels, " checks", *checks))

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
