"""What is typed in the room is taken whole, or answered."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit.agents import ConversationItemAddedEvent, llm
from livekit.agents.voice.room_io import TextInputEvent

from agent.behaviors import turn_log, typed
from core.interview import candidate_identity
from core.turn import LONGEST_ANSWER, Interaction
from tests.agent.behaviors.talk import Stage, a_stage


class Kept:
    """Keeps the turns that would be written."""

    def __init__(self) -> None:
        self.turns: list[Interaction] = []

    def add(self, interaction: Interaction, *, without: Sequence[str]) -> None:
        self.turns.append(interaction)


@pytest.fixture
def replies() -> list[tuple[str, str, list[str]]]:
    """What the sender is told: text, topic, to whom."""
    return []


@pytest.fixture
def stage(replies: list[tuple[str, str, list[str]]]) -> Stage:
    made = a_stage()

    async def send_text(text: str, *, topic: str, destination_identities: list[str]) -> None:
        replies.append((text, topic, destination_identities))

    made.live.room = cast(
        Any, SimpleNamespace(local_participant=SimpleNamespace(send_text=send_text))
    )
    return made


async def send(stage: Stage, text: str) -> list[str]:
    """Type something, and return what reaches LiveKit's own way of taking it."""
    taken: list[str] = []

    class Session:
        """What LiveKit does with an answer in writing."""

        def _claim_user_turn(self) -> "Session":
            return self

        async def __aenter__(self) -> None:
            return None

        async def __aexit__(self, *_: object) -> None:
            return None

        async def interrupt(self) -> None:
            """Stop speaking."""

        def generate_reply(self, *, user_input: str) -> None:
            """Answer."""
            taken.append(user_input)

    done = typed.taking(stage.live).text_input_cb(cast(Any, Session()), TextInputEvent(text=text))
    assert done is not None
    await done
    return taken


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("I rewrote it.", ["I rewrote it."]),
        ("  I rewrote\0 it.\n", ["I rewrote it."]),
        ("x" * LONGEST_ANSWER, ["x" * LONGEST_ANSWER]),
        ("\0" * 30 + "yes", ["yes"]),
        ("", []),
        (" \0\n", []),
    ],
    ids=["plain", "NUL", "longest", "NULs", "nothing", "blank"],
)
async def test_what_is_typed_is_taken_as_if_it_had_been_spoken(
    stage: Stage, replies: list[object], text: str, taken: list[str]
) -> None:
    assert await send(stage, text) == taken
    assert replies == []


async def test_what_is_too_long_is_answered_with_the_limit_and_taken_no_part_of(
    stage: Stage, replies: list[tuple[str, str, list[str]]]
) -> None:
    assert await send(stage, "x" * (LONGEST_ANSWER + 1)) == []
    [(told, topic, to)] = replies
    assert "20,000" in told
    assert (topic, to) == ("lk.chat", [candidate_identity(3)])


async def test_what_comes_during_the_goodbye_is_answered_and_interrupts_nothing(
    stage: Stage, replies: list[tuple[str, str, list[str]]]
) -> None:
    await stage.live.ending.stop("the end")
    assert await send(stage, "One more thing.") == []
    assert [told for told, *_ in replies] == [stage.live.asides["too_late"]]


async def test_an_answer_in_writing_is_measured_before_it_is_logged_and_logged_as_measured(
    stage: Stage,
) -> None:
    kept = Kept()
    pace = cast(Any, SimpleNamespace(pauses=()))
    turn_log.attach(cast(Any, stage.talk), stage.live.conversation, cast(Any, kept), pace)
    await send(stage, "I rewrote it, because it lost files.")
    assert list(stage.live.conversation.typed) == ["I rewrote it, because it lost files."]
    item = llm.ChatMessage(role="user", content=["I rewrote it, because it lost files."])
    stage.talk.emit("conversation_item_added", ConversationItemAddedEvent(item=item))
    [turn] = kept.turns
    assert (turn.item_id, turn.content) == (item.id, "I rewrote it, because it lost files.")
    assert turn.delivery is not None
    assert stage.live.conversation.typed == {}
