"""The coach's authored words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from core.errors import PromptError
from prompts.loader import Prompt, load_prompt, load_yaml

_PATH = "chat/retrieval.yaml"


class SourcedPassage(Protocol):
    """A piece of material with where it is from."""

    @property
    def text(self) -> str: ...

    @property
    def source(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Texts:
    """What a model is told, and what is said without one."""

    system: str
    question: Prompt
    found: str
    nothing: str
    still_reading: str
    without_model: str
    model_away: str

    @classmethod
    @cache
    def load(cls) -> "Texts":
        """Return the authored texts; raises `PromptError` when one is missing."""
        texts = load_yaml(_PATH)
        names = ("found", "nothing", "still_reading", "without_model", "model_away")
        if not isinstance(texts, dict) or set(texts) != set(names):
            raise PromptError(f"prompts/{_PATH}: must hold {', '.join(names)} and nothing else")
        return cls(
            system=load_prompt("chat/coach").fill(), question=load_prompt("chat/question"), **texts
        )

    def from_material(self, sources: Sequence[SourcedPassage]) -> str:
        """Return the answer that is nothing but the passages found."""
        if not sources:
            return self.nothing
        return "\n".join([self.found, *(f"- {each.text} ({each.source})" for each in sources)])
