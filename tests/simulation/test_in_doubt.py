"""A stop or a skip in doubt, held through a whole interview."""

from agent.interviewer import build_interviewer
from core.clock import utc_now
from core.interview import InterviewType
from harness.simulation.candidates import Heard
from harness.simulation.holding import hold


async def test_what_may_be_a_skip_or_a_stop_is_asked_about_and_no_goes_on() -> None:
    lines = iter(
        [
            "I moved the smallest customers first, and it took two nights. Can we skip this one?",
            "No.",
            "I wrote the plan. Please end the interview.",
            "Yes.",
            "No.",
        ]
    )

    def says(heard: Heard) -> str:
        return next(lines)

    interviewer = build_interviewer(None, 1.5, utc_now)
    talk = await hold(interviewer, "in doubt", says, InterviewType("behavioral"), 3)
    moves = [(str(turn.move.kind), turn.move.reason) for turn in talk.said if turn.move]
    assert moves[1] == ("clarify", "confirm_skip")
    assert moves[2][0] == "probe"
    assert moves[3:] == [
        ("clarify", "confirm_stop"), ("wrap_up", "wrap_up_stop"), ("close", "close"),
    ]  # fmt: skip
    asked = [turn.text for turn in talk.said if turn.move and turn.move.kind == "clarify"]
    assert all(len(text.split()) <= 6 for text in asked)
