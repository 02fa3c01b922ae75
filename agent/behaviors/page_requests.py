"""What the page asks for at a press of a button: repeat, a moment, skip, pause, resume, end, and
"I'm done".

Each can be said aloud too; a button is no speech, so nothing of it is logged as the candidate's.
"""

import json
import logging

from livekit import rtc

from agent.behaviors.pausing import pause, resume
from agent.live import LiveInterview
from agent.speaking import say, word
from core.interview import candidate_identity
from core.move import Reason

logger = logging.getLogger(__name__)

METHOD = "interview.request"
"""LiveKit RPC to the interviewer's participant; the payload is `{"request": NAME}`."""

SPOKEN = {
    "repeat": "Could you repeat the question?",
    "moment": "Give me a moment to think, please.",
    "skip": "Can we skip this question?",
    "resume": "Could you repeat the question?",
}
"""The words that each request stands for, as the interviewer would hear them."""
DONE = "done"
PAUSE = "pause"
END = "end"
DONE_ATTRIBUTE = "interview.done"
"""Attribute of the candidate's participant, for clients that call no remote procedures: each new
value that is not empty says "I'm done"."""
REQUESTS = (*SPOKEN, DONE, PAUSE, END)

NOT_THE_CANDIDATE = 1401
UNKNOWN_REQUEST = 1400


def attach(live: LiveInterview) -> None:
    """Answer the page's requests."""
    identity = candidate_identity(live.conversation.session.user_id)

    async def on_request(call: rtc.RpcInvocationData) -> str:
        if call.caller_identity != identity:
            raise rtc.RpcError(NOT_THE_CANDIDATE, "Only the candidate can ask for this.")
        name = _name_in(call.payload)
        if name not in REQUESTS:
            raise rtc.RpcError(UNKNOWN_REQUEST, f"Requests are {', '.join(REQUESTS)}.")
        # the goodbye is heard to its end, once
        if not live.ending.is_under_way:
            if name == END:
                live.run(live.ending.say_goodbye(live.asides["goodbye"], Reason.ASKED_TO_END))
            elif name == DONE:
                done()
            elif name == PAUSE:
                pause(live, by_hand=True)
                await live.session.interrupt(force=True)
            else:
                resume(live)
                live.run(answer(SPOKEN[name]))
        logger.info("page.request", extra={"session_id": live.conversation.session.id})
        return json.dumps({"accepted": name})

    async def answer(words: str) -> None:
        history = live.conversation.history
        if words == SPOKEN["resume"] and (last := live.conversation.unanswered()) is not None:
            # what was said when the pause began has had no reply yet
            history, words = history[: history.index(last)], last.content
        worded = await word(live.conversation, live.interviewer, words, history=history)
        if worded is not None and not live.ending.is_under_way:
            await live.session.interrupt(force=True)
            say(live.session, live.conversation, worded)

    def done() -> None:
        # the open turn, if one is, ends as soon as its last words are recognised
        live.conversation.floor.hand_over()

    def on_attributes(changed: dict[str, str], participant: rtc.Participant) -> None:
        if participant.identity == identity and changed.get(DONE_ATTRIBUTE):
            done()

    live.room.local_participant.register_rpc_method(METHOD, on_request)
    live.room.on("participant_attributes_changed", on_attributes)


def _name_in(payload: str) -> str:
    try:
        request = json.loads(payload)
    except ValueError:
        return ""
    name = request.get("request") if isinstance(request, dict) else None
    return name if isinstance(name, str) else ""
