"""An answer that nobody could recognise: the interviewer says so, and the gap is on the record."""

from typing import Any, cast

from agent.behaviors import not_heard
from agent.speech.turn_state import LostAnswer
from core.move import MoveKind
from core.turn import Interaction, Role
from tests.agent.behaviors.talk import a_stage
from tests.agent.interviews import QUESTIONS, START


class Log:
    """Keeps the turns it is given."""

    def __init__(self) -> None:
        self.turns: list[Interaction] = []
        self.add = self.turns.append


async def test_a_lost_answer_is_a_gap_in_its_place_with_what_failed() -> None:
    stage, log = a_stage(), Log()
    stage.live.writer, stage.live.asides = cast(Any, log), {"not_heard": "Once more, please."}
    not_heard.attach(stage.live)
    lost = LostAnswer(START.timestamp() + 12.5, 3.0, ("groq: timeout", "local: no connection"))
    stage.live.conversation.floor.on_lost(lost)
    [gap] = log.turns
    assert (gap.role, gap.content) == (Role.USER, "")
    assert (gap.offset_seconds, gap.duration_seconds) == (12.5, 3.0)
    assert gap.question_id == QUESTIONS[0].id
    assert gap.faults[1:] == lost.faults
    assert gap.not_measured["content"]
    [said] = stage.talk.said
    assert said.text == "Once more, please."
    worded, move = stage.live.conversation.said(said.text, interrupted=False)
    assert worded is not None
    assert move is not None
    assert (move.kind, move.question_number) == (MoveKind.CLARIFY, 1)
