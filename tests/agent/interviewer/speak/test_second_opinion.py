"""A model is asked about doubtful words while the lead-in is spoken, and about no others."""

import pytest

from agent.interviewer import build_interviewer
from agent.interviewer.decide.interview_state import TAKES_FOR_AN_ANSWER, rebuild
from agent.interviewer.speak.second_opinion import ONE_IN, may_be_asked
from agent.interviewer.wordings.lead_in import load_lead_ins
from bench.meant.data import answers, requests
from core.clock import utc_now
from core.errors import ProviderUnavailableError
from core.move import Move, MoveKind
from core.ports import Decided, Token, Worded
from language.en.requests.intents import load_intents
from language.observed import Intent, Meaning
from tests.agent.interviewer.replies import DEADLINE_SECONDS, Scripted, reply
from tests.agent.interviewer.scenes import OBSERVER, log, session

INTENTS = load_intents()
DOUBTFUL = next(
    said.text
    for said in (*requests(), *answers())
    if INTENTS.meaning(said.text).doubt in (Intent.REPEAT, Intent.REPHRASE, Intent.HINT)
)
"""Words that the trained model is not sure about, whatever it was trained on."""


async def asked(*steps: str | float | Exception) -> tuple[Move, str, str, Scripted]:
    """Return the move that was made, the lead-in, the whole text, and the model."""
    held, model = session(), Scripted(steps)
    interviewer = build_interviewer(model, DEADLINE_SECONDS, utc_now)
    events = [event async for event in interviewer.reply(held, log(held), DOUBTFUL, 60.0)]
    decided, *tokens, worded = events
    assert isinstance(decided, Decided)
    assert isinstance(worded, Worded)
    said = "".join(token.text for token in tokens if isinstance(token, Token))
    assert worded.text == f"{decided.lead_in} {said}"
    return worded.move, decided.lead_in, worded.text, model


@pytest.mark.parametrize(
    ("steps", "asks"),
    [
        (("request",), True),
        (("Re", "quest."), True),
        (("answer",), False),
        ((0.5, "request"), False),
        (("request", 0.5), False),
        ((ProviderUnavailableError("away"),), False),
        (("I think this is a request",), False),
        ((), False),
    ],
)
async def test_only_a_models_word_in_time_makes_doubtful_words_a_request(
    steps: tuple[str | float | Exception, ...], asks: bool
) -> None:
    move, lead_in, _, model = await asked(*steps)
    assert (move.kind not in TAKES_FOR_AN_ANSWER) == asks
    assert lead_in
    assert lead_in in load_lead_ins().all()
    assert DOUBTFUL in model.prompts[0].user


async def test_words_that_are_no_matter_of_doubt_ask_no_model() -> None:
    held, model = session(), Scripted(("What came next?",))
    interviewer = build_interviewer(model, DEADLINE_SECONDS, utc_now)
    said = "I would put an entry in Redis and I measured forty percent fewer reads in March."
    await reply(interviewer, held, log(held), said)
    assert len(model.prompts) == 1
    assert "answer or request" not in model.prompts[0].user


async def test_later_turns_see_the_doubtful_words_as_they_were_replied_to() -> None:
    held = session()
    for kind, taken in ((MoveKind.PROBE, 1), (MoveKind.REPEAT, 0)):
        made = Move(kind=kind, question_number=1, question_id=held.plan.questions[0].id)
        history = log(held, (DOUBTFUL, None), ("What was it?", made))
        position = rebuild(held, history, OBSERVER)
        assert position.topic is not None
        assert len(position.topic.answers) == taken
        assert position.doubtful == 1


def test_at_most_one_turn_in_ten_is_asked_about() -> None:
    assert may_be_asked(1, 1)
    assert not may_be_asked(ONE_IN - 1, 2)
    assert may_be_asked(ONE_IN, 2)


def test_what_is_found_out_settles_a_doubt_and_nothing_else() -> None:
    close = Meaning(Intent.HINT, 0.6, doubt=Intent.HINT)
    assert close.settled(Intent.ANSWER) == Meaning(None, 0.6)
    assert close.settled(Intent.HINT).intent is Intent.HINT
    sure = Meaning(Intent.REPEAT, 0.99)
    assert sure.settled(Intent.ANSWER) is sure


def test_a_stop_and_a_skip_are_asked_of_the_candidate_and_of_no_model() -> None:
    seen = [INTENTS.meaning(said.text) for said in (*answers(), *requests())]
    assert not {Intent.STOP, Intent.SKIP} & {meaning.doubt for meaning in seen}
