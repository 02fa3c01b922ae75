"""A rambling answer: the floor is asked for once the limit is passed, not before."""

import pytest

from agent.behaviors import answer_limit
from tests.agent.behaviors.talk import a_stage


@pytest.mark.parametrize(
    ("lasted", "cut_in"), [(None, False), (149.0, False), (150.0, False), (151.0, True)]
)
async def test_the_floor_is_asked_for_after_the_limit(
    lasted: float | None, cut_in: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_limit, "LOOK_SECONDS", 0.01)
    stage = a_stage(answer_limit_seconds=150.0)
    floor = stage.live.conversation.floor
    floor.turn_started_seconds_ago = lambda: lasted
    answer_limit.attach(stage.live)
    await stage.settle(0.05)
    stage.live.ended.set()
    assert floor.cut_in is cut_in


async def test_who_types_is_at_work_and_not_cut_in_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_limit, "LOOK_SECONDS", 0.01)
    stage = a_stage(answer_limit_seconds=150.0)
    floor = stage.live.conversation.floor
    floor.turn_started_seconds_ago = lambda: 400.0
    floor.clock, floor.typed_at = (lambda: 500.0), 499.0
    answer_limit.attach(stage.live)
    await stage.settle(0.05)
    assert not floor.cut_in
    floor.typed_at = 480.0
    await stage.settle(0.05)
    stage.live.ended.set()
    assert floor.cut_in
