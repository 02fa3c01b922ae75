"""Pace and fillers so far, as the page is told."""

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from livekit.agents import ConversationItemAddedEvent, llm

from agent.behaviors import coach
from core.delivery import Delivery
from core.interview import candidate_identity
from core.turn import Interaction, Role
from tests.agent.behaviors.talk import a_stage
from tests.agent.interviews import a_turn


def an_answer(at: float, delivery: Delivery | None) -> Interaction:
    """Return a candidate's turn with what was measured of it."""
    return replace(a_turn(Role.USER, "I led it.", at), delivery=delivery)


def test_pace_is_pooled_over_words_and_seconds_and_what_is_unknown_is_left_out() -> None:
    slow = Delivery(
        lexical_word_count=60, talk_seconds=60.0, words_per_minute=60.0, filler_word_count=2
    )
    quick = Delivery(
        lexical_word_count=60, talk_seconds=20.0, words_per_minute=180.0, filler_word_count=None
    )
    typed = Delivery(lexical_word_count=500)
    history = [
        a_turn(Role.ASSISTANT, "Tell me.", 0.0),
        an_answer(5.0, slow),
        an_answer(70.0, quick),
        an_answer(99.0, typed),
    ]
    assert coach.so_far(history) == {
        "answers": 3,
        "words_per_minute": 90.0,
        "filler_word_count": 2,
    }


def test_what_no_answer_has_is_null() -> None:
    history = [an_answer(5.0, None), an_answer(9.0, Delivery(lexical_word_count=40))]
    told = coach.so_far(history)
    assert told == {"answers": 1, "words_per_minute": None, "filler_word_count": None}


async def test_the_candidate_alone_is_told_when_a_turn_has_been_added() -> None:
    stage = a_stage()
    sent: list[tuple[dict[str, Any], dict[str, Any]]] = []

    async def publish_data(payload: str, **to: Any) -> None:
        sent.append((json.loads(payload), to))

    participant = SimpleNamespace(publish_data=publish_data)
    room = SimpleNamespace(isconnected=lambda: True, local_participant=participant)
    stage.live.room = cast(Any, room)
    coach.attach(stage.live)
    await stage.settle()
    stage.live.conversation.history.append(
        an_answer(5.0, Delivery(lexical_word_count=30, talk_seconds=10.0, words_per_minute=180.0))
    )
    item = llm.ChatMessage(role="user", content=["I led it."])
    stage.talk.emit("conversation_item_added", ConversationItemAddedEvent(item=item))
    await stage.settle()
    assert [told["words_per_minute"] for told, _ in sent] == [None, 180.0]
    [_, (_, to)] = sent
    assert to == {
        "destination_identities": [candidate_identity(3)],
        "topic": coach.TOPIC,
    }
    for task in stage.live.tasks:
        task.cancel()
