"""The pane as the interviewer has it: the latest whole snapshot, logged once, and its keys."""

from dataclasses import dataclass, replace

import pytest

from agent.pane import KEYS_APART_SECONDS, SNAPSHOT_SECONDS, Pane
from core.turn import Artifact, ArtifactKind, Interaction, Role, TypingSegment
from tests.agent.interviews import a_conversation, a_turn, asked


def code(content: str) -> Artifact:
    """Return Python code."""
    return Artifact(kind=ArtifactKind.CODE, language="python", content=content)


@dataclass
class Now:
    """A clock that the test moves; seconds from the interview's start."""

    seconds: float = 10.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.seconds


def test_a_turn_is_logged_with_the_latest_snapshot_once() -> None:
    pane = Pane(None, Now())
    assert pane.take() == (None, ())
    pane.show(code("x = 1"))
    pane.show(code("x = 12"))
    assert pane.take()[0] == code("x = 12")
    assert pane.take() == (None, ())


def test_the_same_snapshot_again_is_no_key_and_nothing_new() -> None:
    pane = Pane(code("x = 1"), Now())
    assert not pane.show(code("x = 1"))
    assert pane.take() == (None, ())


def test_changes_close_together_are_one_stretch_of_typing() -> None:
    now = Now()
    pane = Pane(None, now)
    for content in "abc":
        pane.show(code(content))
        now.seconds += KEYS_APART_SECONDS
    now.seconds += KEYS_APART_SECONDS
    pane.show(code("d"))
    first, second = pane.take()[1]
    assert first == TypingSegment(10.0 - SNAPSHOT_SECONDS, 10.0 + 2 * KEYS_APART_SECONDS)
    assert second.end_seconds == now.seconds


def test_what_was_undone_before_anybody_spoke_is_typing_without_a_new_snapshot() -> None:
    pane = Pane(code("x = 1"), Now())
    pane.show(code("x = 2"))
    pane.show(code("x = 1"))
    artifact, typing = pane.take()
    assert artifact is None
    assert len(typing) == 1


def test_the_next_job_knows_what_the_log_holds() -> None:
    first = a_turn(Role.ASSISTANT, "Tell me.", 0.0, move=asked())
    conversation = a_conversation(first)
    conversation.pane.show(code("x = 1"))
    whole = conversation.left_in_pane()
    assert whole is not None
    again = a_conversation(whole)
    assert again.pane.latest == code("x = 1")
    assert again.left_in_pane() is None


@pytest.mark.parametrize("goodbye", [False, True])
def test_what_nobody_spoke_after_stays_with_the_last_turn_of_its_question(goodbye: bool) -> None:
    question = a_turn(Role.ASSISTANT, "Tell me.", 0.0, move=asked())
    answer = a_turn(Role.USER, "I would sort it.", 3.0)
    said: tuple[Interaction, ...] = (question, answer)
    if goodbye:
        said = (*said, replace(a_turn(Role.ASSISTANT, "Goodbye.", 9.0), question_number=0))
    conversation = a_conversation(*said)
    assert conversation.left_in_pane() is None
    conversation.pane.show(code("sorted(x)"))
    whole = conversation.left_in_pane()
    assert whole is not None
    assert (whole.item_id, whole.artifact) == (answer.item_id, code("sorted(x)"))
    assert whole in conversation.history
    assert conversation.left_in_pane() is None
