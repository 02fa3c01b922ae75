"""The providers both pipelines talk to: real HTTP and websockets, with published latencies."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bench.voice.played_words import PlayedWords
from harness.providers.cartesia import CartesiaStandIn
from harness.providers.faults import Latency
from harness.providers.groq import GroqStandIn
from harness.providers.groq_chat import ChatCompletions
from harness.providers.groq_transcription import Transcriptions

TRANSCRIPTION_MEDIAN_SECONDS = 0.25
TRANSCRIPTION_P99_SECONDS = 1.54
FIRST_TOKEN_SECONDS = 0.32
TOKEN_GAP_SECONDS = 0.004
FIRST_AUDIO_SECONDS = 0.19

LINK = "You have told me about the work itself, so let us now look at another side of it together."
QUESTIONS = (
    "What was the hardest part of that for you, and how did you notice while it was still early "
    "enough to change something?",
    "Which other ways did you look at before you settled on that one, and what spoke against each "
    "of them in the end?",
    "How did the people around you take it, and what did you do about those who were not convinced "
    "at the beginning?",
    "How could you tell afterwards that it had worked, and what did you look at to be sure that it "
    "was no accident?",
    "If you had to begin again tomorrow with what you know by now, what would you leave out and "
    "what would you do first?",
    "What part of it was yours alone, and where did you depend on somebody else to get it over the "
    "line?",
    "How much time did you have for it, and what did you put aside so that the rest could be done "
    "properly?",
    "What would have happened if nobody had stepped in at that point, and who would have been the "
    "first to feel it?",
    "Who had to agree before you could go on, and how did you bring them to a decision without "
    "losing weeks?",
    "When did you first see that it was going the right way, and what made you trust that sign "
    "more than others?",
)


@dataclass(frozen=True, slots=True)
class Providers:
    """Where they are, as settings, and what was said to them."""

    settings: dict[str, str]
    played: PlayedWords
    groq: GroqStandIn


@contextmanager
def providers(seed: int) -> Iterator[Providers]:
    """Serve one pipeline's providers while the context lasts; the seed fixes every latency."""
    played = PlayedWords()
    groq = GroqStandIn(
        Transcriptions(
            texts=played.transcribe,
            latency=Latency(TRANSCRIPTION_MEDIAN_SECONDS, TRANSCRIPTION_P99_SECONDS, seed),
        ),
        ChatCompletions(
            replies=_Replies(),
            first_token=Latency(FIRST_TOKEN_SECONDS, seed=seed),
            token_gap_seconds=TOKEN_GAP_SECONDS,
        ),
    )
    cartesia = CartesiaStandIn(first_byte=Latency(FIRST_AUDIO_SECONDS, seed=seed))
    with groq.running() as groq_url, cartesia.running() as cartesia_url:
        settings = {
            "GROQ_API_KEY": "stand-in",
            "GROQ_BASE_URL": groq_url,
            "CARTESIA_API_KEY": "stand-in",
            "CARTESIA_BASE_URL": cartesia_url,
        }
        yield Providers(settings, played, groq)


class _Replies:
    """One question after the other, or a link where the prompt wants no question."""

    def __init__(self) -> None:
        self._asked = 0

    def __call__(self, request: dict[str, Any]) -> str:
        if "without any question" in str(request["messages"][-1].get("content")):
            return LINK
        self._asked += 1
        return QUESTIONS[self._asked % len(QUESTIONS)]
