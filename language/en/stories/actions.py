"""What a speaker says they did: "I" or "we" with a past action verb.

Shared by assertive wording (the share of own actions, `docs/formulas.md#assertive-wording`) and
STAR.
"""

from collections.abc import Sequence
from typing import NamedTuple

from language.en.text.lexicon import NEGATIONS, NO_ACTION_PAST, PAST_IRREGULAR, listed
from language.en.text.tokens import Sentence, sentences, words

_BETWEEN = listed(
    "then first also just actually personally even still soon later next finally really both "
    "once again never only all"
)
_CARRIES_ON = listed("and then but also before by")
_NEW_SUBJECTS = listed(
    "he she they you it this that which who there people everyone everybody someone"
)
_HELPERS = listed("was were had have did got")
_US = listed("we our us ours ourselves")


class Action(NamedTuple):
    """One past action: who did it (`i` or `we`), the verb, and the sentence that says it."""

    subject: str
    verb: str
    sentence: str


def past_actions(text: str) -> list[Action]:
    """Return the past actions of "I" and "we" in the order they are told."""
    return [action for sentence in sentences(text) for action in actions_in(sentence)]


def own_action_count(text: str) -> int:
    """Return how many past actions the speaker names as their own ("I + past action verb")."""
    return sum(action.subject == "i" for action in past_actions(text))


def tells_of_us(text: str) -> bool:
    """Return whether a text speaks of "we" and "our" more than once."""
    return sum(word in _US for word in words(text)) > 1


def is_past_action(word: str) -> bool:
    """Return whether a word is the past form of a verb that names something a person does."""
    if word in PAST_IRREGULAR:
        return True
    return len(word) > 4 and word.endswith("ed") and word not in NO_ACTION_PAST


def actions_in(sentence: Sentence) -> list[Action]:
    """Return the past actions of one sentence, with those of a subject that carries on.

    "I profiled the query, wrote a test and added an index" names three actions of "I"; a new
    subject ends it.
    """
    spoken = [token.word for token in sentence.tokens]
    found: list[Action] = []
    subject: str | None = None
    for at, word in enumerate(spoken):
        if word in ("i", "we"):
            subject = word
            verb = _verb_after(spoken, at + 1)
            if verb:
                found.append(Action(word, verb, sentence.text))
        elif word in _NEW_SUBJECTS:
            subject = None
        elif subject and at in sentence.cuts and found and is_past_action(word):
            found.append(Action(subject, word, sentence.text))
        elif subject and word in _CARRIES_ON and at + 1 < len(spoken):
            verb = _verb_after(spoken, at + 1, gap=1)
            followed = bool(found) and found[-1].subject == subject
            if verb and followed and spoken[at + 1] not in ("i", "we"):
                found.append(Action(subject, verb, sentence.text))
    return found


def _verb_after(spoken: Sequence[str], start: int, gap: int = 2) -> str | None:
    for word in spoken[start : start + gap + 1]:
        if word in NEGATIONS or word in _HELPERS:
            return None
        if is_past_action(word):
            return word
        if word not in _BETWEEN and not (word.endswith("ly") and len(word) > 4):
            return None
    return None
