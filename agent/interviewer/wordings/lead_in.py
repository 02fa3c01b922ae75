"""The few words that may be spoken at once, while the rest is still being found."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Final

from agent.interviewer.wordings.reasons import MANNERS
from core.errors import PromptError
from core.move import Move, MoveKind, Reason
from core.turn import Interaction, Role
from language.observed import ASKED_FOR, Intent
from prompts.loader import load_yaml

LEAD_IN_WORDS: Final = 4
RESTING: Final = 2
"""A lead-in rests for this many others before it comes back."""
SILENT_SHARE: Final = 24
"""One turn in this many has no lead-in; without one, the candidate waits for model and voice."""

_PATH = "interviewer/lead_ins.yaml"
_GROUPS: Final[Mapping[MoveKind, str]] = {
    MoveKind.ASK: "heard",
    MoveKind.WRAP_UP: "heard",
    MoveKind.PROBE: "digging",
    MoveKind.CHALLENGE: "digging",
    MoveKind.GIVE_TIME: "waiting",
    MoveKind.REPEAT: "obliging",
    MoveKind.REPHRASE: "obliging",
    MoveKind.HINT: "obliging",
    MoveKind.BRIDGE: "easing",
}

_UNASKED: Final[Mapping[MoveKind, str]] = {
    MoveKind.REPEAT: "plain",
    MoveKind.REPHRASE: "easing",
    MoveKind.HINT: "easing",
}
"""Nobody obliges unasked."""
_BY_REASON: Final = {why: how.lead_in for why, how in MANNERS.items() if how.lead_in}
_OPENS = frozenset({MoveKind.ASK, MoveKind.BRIDGE})
_TURNS: Final[Mapping[str, str]] = {
    "heard": "heard_and_on",
    "plain": "plain_and_on",
    "easing": "easing_and_on",
}
"""Where a new question leaves no other room, the lead-in is what tells that one begins."""
_LAST = str(Reason.ASK_LAST)
_LISTENING = "listening"
_ANSWERED = frozenset({Intent.ANSWER, Intent.FINISHED})
"""What can be thanked for and noted; after anything else that would sound like consent."""


class LeadIns:
    """The authored lead-ins by group."""

    def __init__(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        self._groups = groups

    def all(self) -> tuple[str, ...]:
        """Return every lead-in once, in file order."""
        return tuple(dict.fromkeys(text for group in self._groups.values() for text in group))

    def choose(
        self,
        move: Move,
        history: Sequence[Interaction],
        seed: int,
        after: Intent,
        *,
        alone: bool = False,
    ) -> str:
        """Return the lead-in of a move that follows an utterance of this intent, or nothing.

        It follows from the log alone, is none of the two used last, and is left out now and then.
        `alone` says that there is no room for other words before the question.
        """
        group = self._group(move, after)
        if alone and group is not None and move.kind in _OPENS:
            group = _LAST if move.reason is Reason.ASK_LAST else _TURNS.get(group, group)
        if group is None:
            return ""
        turn = sum(item.role is Role.ASSISTANT for item in history)
        if zlib.crc32(f"{seed} pause {turn}".encode()) % SILENT_SHARE == 0:
            return ""
        return self._pick(group, history, seed)

    def while_in_doubt(self, history: Sequence[Interaction], seed: int) -> str:
        """Return a lead-in that goes before the reply to an answer and to a request alike."""
        return self._pick(_LISTENING, history, seed)

    def _pick(self, group: str, history: Sequence[Interaction], seed: int) -> str:
        turn = sum(item.role is Role.ASSISTANT for item in history)
        used = self._used(history)
        options = [text for text in self._groups[group] if text not in used[:RESTING]]
        options = options or [text for text in self._groups[group] if text not in used[:1]]
        return options[zlib.crc32(f"{seed} {group} {turn}".encode()) % len(options)]

    def _used(self, history: Sequence[Interaction]) -> list[str]:
        """Return the lead-ins that were spoken, the latest first."""
        spoken = (item.content for item in reversed(history) if item.role is Role.ASSISTANT)
        return [found for text in spoken if (found := self.at_start_of(text))]

    def at_start_of(self, text: str) -> str:
        """Return the lead-in a text begins with, the longest that fits, or nothing."""
        return max((one for one in self.all() if text.startswith(one)), key=len, default="")

    @staticmethod
    def _group(move: Move, after: Intent) -> str | None:
        if move.reason in _BY_REASON:
            return _BY_REASON[move.reason]
        if move.kind in _UNASKED and after not in ASKED_FOR:
            return _UNASKED[move.kind]
        group = _GROUPS.get(move.kind)
        return "plain" if group == "heard" and after not in _ANSWERED else group


def load_lead_ins() -> LeadIns:
    """Return the lead-ins of `prompts/interviewer/lead_ins.yaml`.

    Raises `PromptError` when a group is missing or unknown, has fewer than two, or one is too long.
    """
    content = load_yaml(_PATH)
    needed = {
        *_GROUPS.values(),
        *_UNASKED.values(),
        *_BY_REASON.values(),
        *_TURNS.values(),
        _LAST,
        _LISTENING,
    }
    if not isinstance(content, dict) or content.keys() != needed:
        raise PromptError(f"prompts/{_PATH}: must hold the groups {', '.join(sorted(needed))}")
    groups = {name: tuple(str(text) for text in texts) for name, texts in content.items()}
    for name, texts in groups.items():
        if len(set(texts)) < 2 or any(len(text.split()) > LEAD_IN_WORDS for text in texts):
            raise PromptError(f"prompts/{_PATH}: {name}: two or more, of at most four words each")
    return LeadIns(groups)
