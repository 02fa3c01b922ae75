"""A system of real processes whose providers are scripted; one for all tests of a module."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.providers.cartesia import CartesiaStandIn
from harness.providers.faults import NO_FAULTS, Latency
from harness.providers.groq import GroqStandIn
from harness.services.system import LocalSystem
from harness.voices import flite
from tests.end_to_end.oracle import SAMPLE_RATE, Oracle

ANSWER_LIMIT_SECONDS = 30
"""The shortest there is; no answer of the other tests is as long."""


@dataclass
class Stage:
    """The processes, their scripted providers, and a voice that the providers understand."""

    system: LocalSystem
    groq: GroqStandIn
    cartesia: CartesiaStandIn
    oracle: Oracle


@pytest.fixture(scope="module")
def running_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder: Path = tmp_path_factory.mktemp("stage")
    oracle = Oracle(flite("slt", SAMPLE_RATE))
    groq, cartesia = GroqStandIn(), CartesiaStandIn(first_byte=Latency(0.1))
    groq.transcriptions.texts = oracle
    with groq.running() as groq_url, cartesia.running() as cartesia_url:
        system = LocalSystem(
            folder,
            {
                "GROQ_API_KEY": "test",
                "GROQ_BASE_URL": groq_url,
                "CARTESIA_API_KEY": "test",
                "CARTESIA_BASE_URL": cartesia_url,
                "SPEECH_URL": "http://127.0.0.1:9",
                "RECONNECT_SECONDS": "15",
                "RETURN_SECONDS": "20",
                "AWAY_SECONDS": "60",
                "ANSWER_LIMIT_SECONDS": str(ANSWER_LIMIT_SECONDS),
            },
        )
        try:
            system.start_all()
            asyncio.run(system.wait_until_ready())
            yield Stage(system, groq, cartesia, oracle)
        finally:
            system.stop()


@pytest.fixture
def stage(running_stage: Stage) -> Stage:
    """The running system with providers that behave, whatever the test before did to them."""
    groq, cartesia = running_stage.groq, running_stage.cartesia
    groq.transcriptions.latency, groq.transcriptions.faults = Latency(0.25), NO_FAULTS
    groq.transcriptions.requests.clear()
    groq.chat.faults, groq.chat.first_token = NO_FAULTS, Latency(0.2)
    groq.chat.replies = ("Could you tell me more about your own part in that?",)
    groq.chat.requests.clear()
    cartesia.context_faults = cartesia.connection_faults = NO_FAULTS
    return running_stage
