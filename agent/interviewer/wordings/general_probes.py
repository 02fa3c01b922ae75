"""Follow-ups for an aspect that a planned question has no own probe for."""

from collections.abc import Mapping
from typing import NamedTuple

from core.errors import PromptError
from core.plan import ProbeAspect, QuestionKind
from prompts.loader import load_yaml

_FILE = "interviewer/probes.yaml"
_PLANNED = frozenset({QuestionKind.SITUATIONAL, QuestionKind.TECHNICAL, QuestionKind.PROBLEM})
"""Who is asked such a question tells what they would do, which has no past to ask about."""

Probes = Mapping[ProbeAspect, tuple[str, ...]]


class GeneralProbes(NamedTuple):
    """Follow-ups by aspect: about what was done, and about what somebody would do.

    Those to a `brief` answer take nothing for granted: it told nothing that could be asked about.
    """

    told: Probes
    planned: Probes
    brief: tuple[str, ...]

    def about(self, aspect: ProbeAspect, kind: QuestionKind) -> tuple[str, ...]:
        """Return the follow-ups of an aspect that suit the answer to such a question."""
        return (self.planned if kind in _PLANNED else self.told)[aspect]


def load_general_probes() -> GeneralProbes:
    """Return the follow-ups for every aspect; `PromptError` when one is missing or unknown."""
    content = load_yaml(_FILE)
    if not isinstance(content, dict) or content.keys() != set(GeneralProbes._fields):
        raise PromptError(f"prompts/{_FILE}: must hold {' and '.join(GeneralProbes._fields)}")
    return GeneralProbes(
        _by_aspect(content["told"]), _by_aspect(content["planned"]), _texts(content["brief"])
    )


def _by_aspect(content: object) -> Probes:
    if not isinstance(content, dict) or content.keys() != {str(aspect) for aspect in ProbeAspect}:
        raise PromptError(f"prompts/{_FILE}: must hold every aspect and no other")
    return {ProbeAspect(name): _texts(texts) for name, texts in content.items()}


def _texts(content: object) -> tuple[str, ...]:
    if not isinstance(content, list) or len(set(content)) < 2:
        raise PromptError(f"prompts/{_FILE}: two or more follow-ups are needed each time")
    return tuple(map(str, content))
