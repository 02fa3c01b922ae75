"""The authored sentences of feedback, checked when they are read."""

import string
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from core.errors import PromptError
from core.plan import Frozen
from prompts.loader import load_yaml


class Phrases(Frozen):
    """Sentences by place and name; fields in braces are filled by `say`."""

    strengths: dict[str, str]
    weaknesses: dict[str, str]
    unanswered: str
    misconception: str
    quoted: str
    diagnosis: dict[str, str]
    easy_pace: dict[str, str]
    shared_loss: str
    story_quotes: dict[str, str]
    counted: dict[str, dict[str, str]]
    stays: dict[str, str]
    shapes: dict[str, str]
    story_parts: dict[str, str]
    response_types: dict[str, str]
    steps: dict[str, str]
    steps_shown: dict[str, str]
    summary: dict[str, str]
    question: dict[str, str]
    next_steps: dict[str, str]
    rewrite: dict[str, str]
    missing_parts: dict[str, str]
    plan: dict[str, str]
    notes: dict[str, str]


def load_phrases(path: str = "rubrics/feedback.yaml") -> Phrases:
    """Return the sentences in `prompts/{path}`; `PromptError` says what is wrong with them."""
    try:
        return Phrases.model_validate(load_yaml(path))
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()
        )
        raise PromptError(f"prompts/{path}: {wrong}") from error


@lru_cache(maxsize=256)
def fields_of(template: str) -> frozenset[str]:
    """Return the names in braces of a sentence."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def can_say(template: str, values: Mapping[str, Any]) -> bool:
    """Return whether every field of a sentence has a value."""
    return all(values.get(name) is not None for name in fields_of(template))


def say(template: str, values: Mapping[str, Any]) -> str:
    """Return the sentence with its fields filled; values are never read as templates."""
    return template.format_map(values).strip()


def counted(wording: Mapping[str, str], count: float, values: Mapping[str, Any]) -> str:
    """Return the words for none, for one or for more of what was counted."""
    name = "none" if count < 1 else "one" if count < 2 else "more"
    return say(wording[name], values)


def listing(parts: Iterable[str]) -> str:
    """Return "a, b and c"."""
    named = list(parts)
    if len(named) < 2:
        return "".join(named)
    return f"{', '.join(named[:-1])} and {named[-1]}"
