"""What is kept of what was said: nothing of a reply that gave the floor back at once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from livekit.agents import ConversationItemAddedEvent, llm

from agent.behaviors import turn_log
from agent.conversation import Conversation, authored
from agent.speech.pace import CandidatePace
from agent.speech.transcript import HeardWord, RecognisedTurn
from core.move import MoveKind
from core.turn import Interaction, Role
from tests.agent.behaviors.talk import Talk
from tests.agent.interviews import a_conversation, a_turn, asked

REPLY = "Thank you. And what did you do about it?"


class Log:
    """Keeps what would be written."""

    def __init__(self) -> None:
        self.rows: dict[str, Interaction] = {}

        self.open: Interaction | None = None

    def keep_open(self, answer: Interaction | None) -> None:
        self.open = answer

    def add(self, interaction: Interaction, *, without: Sequence[str] = ()) -> None:
        for item_id in without:
            self.rows.pop(item_id, None)
        self.rows[interaction.item_id] = interaction

    replace = add


def attached() -> tuple[Talk, Conversation, Log]:
    """Return a talk whose first question was asked, and its log."""
    talk, log = Talk(), Log()
    conversation = a_conversation(a_turn(Role.ASSISTANT, "Tell me.", 0.0, move=asked()))
    turn_log.attach(cast(Any, talk), conversation, cast(Any, log), CandidatePace())
    return talk, conversation, log


def add(talk: Talk, role: Any, text: str, *, interrupted: bool = False, spoken: bool = True) -> str:
    """Have LiveKit add an item; returns its id."""
    item = llm.ChatMessage(role=role, content=[text], interrupted=interrupted)
    if role == "user" and spoken:
        item.metrics = {"stt_metadata": cast(Any, {})}
    talk.emit("conversation_item_added", ConversationItemAddedEvent(item=item))
    return item.id


def heard(text: str, at: float) -> RecognisedTurn:
    """Return a turn as listening hands it out."""
    words = tuple(HeardWord(word, at + n, at + n + 0.5) for n, word in enumerate(text.split()))
    return RecognisedTurn(text, words, ((at, at + 5.0),), stream_started_at=1_767_603_600.0)


def test_an_answer_that_went_on_over_a_reply_is_one_turn_and_the_reply_is_nowhere() -> None:
    talk, conversation, log = attached()
    conversation.floor.spoken.append(heard("I led the team.", 10.0))
    first = add(talk, "user", "I led the team.")
    conversation.will_say(authored(REPLY, asked()))
    conversation.floor.yielded = True
    add(talk, "assistant", "Thank you. And", interrupted=True)
    assert conversation.said(REPLY, interrupted=False) == (None, None)
    conversation.floor.spoken.append(heard("And we shipped it.", 17.0))
    add(talk, "user", "And we shipped it.")
    [row] = log.rows.values()
    assert row.item_id == first
    assert row.content == "I led the team. And we shipped it."
    assert row.faults == ()
    assert [turn.content for turn in conversation.history[1:]] == [row.content]


@pytest.mark.parametrize("spoken", [True, False])
def test_typed_words_take_no_times_from_what_was_spoken(spoken: bool) -> None:
    talk, conversation, log = attached()
    conversation.floor.spoken.append(heard("I led the team.", 10.0))
    add(talk, "user", "I led the team.", spoken=spoken)
    [row] = log.rows.values()
    assert bool(row.words) is spoken
    assert len(conversation.floor.spoken) == (0 if spoken else 1)


def test_the_beginning_of_an_answer_is_kept_until_the_whole_one_takes_its_place() -> None:
    _, conversation, log = attached()
    conversation.floor.on_so_far(replace(heard("I led", 10.0), doubted=frozenset({"led"})))
    assert log.open is not None
    assert (log.open.content, log.open.is_cut_off) == ("I led", True)
    assert log.open.doubted == {"led"}
    assert log.open.question_id == asked().question_id
    conversation.floor.on_so_far(None)
    assert log.open is None


def test_a_beginning_that_another_job_made_a_turn_gives_way_to_the_whole_answer() -> None:
    talk, conversation, log = attached()
    conversation.floor.on_so_far(heard("I led", 10.0))
    assert log.open is not None
    log.add(log.open)
    conversation.floor.spoken.append(heard("I led the team.", 10.0))
    whole = add(talk, "user", "I led the team.")
    assert list(log.rows) == [whole]


def test_what_is_said_over_the_goodbye_is_no_beginning_of_an_answer() -> None:
    _, conversation, log = attached()
    conversation.will_say(authored("Goodbye.", asked(kind=MoveKind.CLOSE)))
    conversation.floor.on_so_far(heard("Thank you", 10.0))
    assert log.open is None
