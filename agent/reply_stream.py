"""The interviewer graph as LiveKit's language model: one utterance in, one worded move out."""

from typing import Any

from livekit.agents import llm, utils
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, APIConnectOptions

from agent.conversation import Conversation
from core.ports import Decided, Interviewer, Token, Worded


class InterviewerLLM(llm.LLM[Any]):
    """Runs the interviewer for the last thing the candidate said.

    The graph reads the conversation's turn log, not LiveKit's chat context: of that, only the last
    user message counts. A run may be thrown away and made again; it writes nothing.
    """

    def __init__(self, interviewer: Interviewer, conversation: Conversation) -> None:
        super().__init__()
        self._interviewer = interviewer
        self._conversation = conversation

    @property
    def model(self) -> str:
        """The name metrics carry."""
        return "interviewer"

    @property
    def provider(self) -> str:
        """Who answers."""
        return "greenroom"

    def chat(
        self,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[Any] | None = None,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
        parallel_tool_calls: Any = NOT_GIVEN,
        tool_choice: Any = NOT_GIVEN,
        extra_kwargs: Any = NOT_GIVEN,
    ) -> "ReplyStream":
        """Return the reply to the last user message as a stream of text."""
        return ReplyStream(
            self,
            chat_ctx=chat_ctx,
            conn_options=conn_options,
            interviewer=self._interviewer,
            conversation=self._conversation,
        )


class ReplyStream(llm.LLMStream):
    """Sends the lead-in first, by itself, so that the voice can speak it at once."""

    def __init__(
        self,
        model: InterviewerLLM,
        *,
        chat_ctx: llm.ChatContext,
        conn_options: APIConnectOptions,
        interviewer: Interviewer,
        conversation: Conversation,
    ) -> None:
        self._interviewer = interviewer
        self._conversation = conversation
        super().__init__(model, chat_ctx=chat_ctx, tools=[], conn_options=conn_options)

    async def _run(self) -> None:
        conversation = self._conversation
        if conversation.paused:
            return  # whoever paused in the middle of an answer is replied to when they go on
        utterance = next(
            (
                item.raw_text_content or ""
                for item in reversed(self._chat_ctx.items)
                if item.type == "message" and item.role == "user"
            ),
            "",
        )
        request_id = utils.shortuuid("reply_")
        number = conversation.floor.reply.begins()
        if (goodbye := conversation.last_words) is not None:
            conversation.will_say(goodbye)
            conversation.floor.reply.worded(number)
            conversation.last_words_taken.set()
            self._send(request_id, goodbye.text)
            return
        if (owed := conversation.owed_reply()) is not None:
            conversation.will_say(owed)
            conversation.floor.reply.worded(number)
            self._send(request_id, owed.text)
            return
        earlier = conversation.taken_back()
        doubted = conversation.floor.doubted | (earlier.doubted if earlier else frozenset())
        history, utterance = conversation.question_for(utterance)
        async for event in self._interviewer.reply(
            conversation.session,
            history,
            utterance,
            conversation.elapsed_seconds(),
            doubted=doubted,
        ):
            match event:
                case Decided(lead_in=lead_in) if lead_in:
                    self._send(request_id, f"{lead_in} ")
                case Token(text=text):
                    self._send(request_id, text)
                case Worded() as worded:
                    conversation.will_say(worded)
                    conversation.floor.reply.worded(number)
                case _:
                    pass

    def _send(self, request_id: str, text: str) -> None:
        delta = llm.ChoiceDelta(role="assistant", content=text)
        self._event_ch.send_nowait(llm.ChatChunk(id=request_id, delta=delta))
