"""The authored wordings of every situation, checked when they are loaded."""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agent.interviewer.wordings.reasons import MANNERS
from core.errors import PromptError
from core.move import Move, MoveKind, Reason
from core.plan import ProbeAspect
from language.en.text.sentences import count_questions, count_sentences
from prompts.loader import Prompt, load_yaml

SENTENCE_LIMIT: Final = 3
_PATH = "interviewer/moves.yaml"
_PLACEHOLDER = re.compile(r"\{\{\w+\}\}")

ANCHORED = (ProbeAspect.TRADE_OFFS, ProbeAspect.MEASUREMENT)
"""What is asked about a few words alone: a decision, and a figure."""

_MORE = "answer_more"
_LINKED = "linked"
_CHANGE = "anchored_change"
_ANCHOR = frozenset({"anchor"})
SITUATIONS: Mapping[str, frozenset[str]] = {
    **{str(reason): found.needs for reason, found in MANNERS.items() if found.needs is not None},
    **{f"probe_{aspect}": frozenset({"probe"}) for aspect in ProbeAspect},
    **{f"anchored_{aspect}": _ANCHOR for aspect in ANCHORED},
    _CHANGE: _ANCHOR,
    _LINKED: _ANCHOR | {"probe"},
    _MORE: frozenset(),
}
"""Every situation with the placeholders that each of its wordings must have."""


def situation_of(move: Move) -> str:
    """Return the situation whose wordings speak this move."""
    if move.kind is not MoveKind.PROBE:
        return str(move.reason)
    if move.anchor is None:
        return f"probe_{move.aspect}"
    if MANNERS[move.reason].takes_up:
        return _LINKED
    return _CHANGE if move.reason is Reason.CHANGE else f"anchored_{move.aspect}"


@dataclass(frozen=True, slots=True)
class Templates:
    """The wordings by situation, in file order."""

    wordings: Mapping[str, tuple[Prompt, ...]]

    def speak(
        self,
        situation: str,
        seed: int,
        spoken: Sequence[str],
        values: Mapping[str, str],
        budget: int = SENTENCE_LIMIT,
    ) -> str:
        """Return a wording of at most `budget` sentences with its placeholders filled.

        `spoken` holds what was said in this situation before, oldest first. A wording that was
        used there returns only when every other that fits the budget was used too, and then the
        one used longest ago. `seed` gives each interview an order of its own.
        """
        options = self._in_order(situation, seed)
        last_used = {self._used(text, options): turn for turn, text in enumerate(spoken)}
        fitting = [
            (last_used.get(option.text, -1), place, text)
            for place, option in enumerate(options)
            if _fits(text := _fill(option, values), budget)
        ]
        if fitting:
            return min(fitting)[2]
        return min((_fill(option, values) for option in options), key=count_sentences)

    def fewest_sentences(self, situation: str, values: Mapping[str, str]) -> int:
        """Return how many sentences the shortest wording of a situation has, filled in."""
        return min(count_sentences(_fill(option, values)) for option in self.wordings[situation])

    def _in_order(self, situation: str, seed: int) -> list[Prompt]:
        def place(prompt: Prompt) -> int:
            return zlib.crc32(f"{seed} {situation} {prompt.text}".encode())

        return sorted(self.wordings[situation], key=place)

    @staticmethod
    def _used(text: str, options: Sequence[Prompt]) -> str | None:
        """Return the wording a text was made from: of those that match, the most specific."""
        matching = [option.text for option in options if _pattern(option.text).search(text)]
        return max(matching, key=lambda option: len(_PLACEHOLDER.sub("", option)), default=None)


def load_templates() -> Templates:
    """Return the wordings of `prompts/interviewer/moves.yaml`.

    Raises `PromptError` when a situation is missing or unknown, has fewer than three wordings, or
    a wording lacks a placeholder, has a foreign one, or asks or says too much.
    """
    content = load_yaml(_PATH)
    if not isinstance(content, dict):
        raise PromptError(f"prompts/{_PATH}: must map situations to wordings")
    if wrong := content.keys() ^ SITUATIONS.keys():
        raise PromptError(f"prompts/{_PATH}: missing or unknown: {', '.join(sorted(wrong))}")
    return Templates({name: _checked(name, wordings) for name, wordings in content.items()})


def _checked(situation: str, wordings: object) -> tuple[Prompt, ...]:
    where = f"prompts/{_PATH}: {situation}"
    if not isinstance(wordings, list) or len(set(map(str, wordings))) < 3:
        raise PromptError(f"{where}: needs at least three different wordings")
    prompts = tuple(Prompt(f"interviewer/moves.yaml#{situation}", str(text)) for text in wordings)
    needed, allowed = SITUATIONS[situation], _may_have(situation)
    for prompt in prompts:
        if missing := needed - prompt.placeholders:
            raise PromptError(f"{where}: {prompt.text!r} lacks {', '.join(sorted(missing))}")
        if foreign := prompt.placeholders - needed - allowed:
            raise PromptError(f"{where}: {prompt.text!r} has {', '.join(sorted(foreign))}")
        if count_sentences(prompt.text) > SENTENCE_LIMIT or count_questions(prompt.text) > 1:
            raise PromptError(f"{where}: {prompt.text!r} is more than one utterance")
    return prompts


def _may_have(situation: str) -> frozenset[str]:
    return next((how.may_have for why, how in MANNERS.items() if why == situation), frozenset())


def _fill(prompt: Prompt, values: Mapping[str, str]) -> str:
    return prompt.fill(**{name: values[name] for name in prompt.placeholders}).strip()


def _fits(text: str, budget: int) -> bool:
    return count_sentences(text) <= budget and count_questions(text) <= 1


def _pattern(wording: str) -> re.Pattern[str]:
    return re.compile(".+".join(map(re.escape, _PLACEHOLDER.split(wording))) + "$")
