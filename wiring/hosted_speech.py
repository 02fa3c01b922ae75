"""Whether the providers that hear and speak for us answer, and know our keys.

Asked only where no local model has to be there. One that does not answer is no fault while another
one takes its place.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import aiohttp

from api.services import Probe
from core.settings import Settings

REMEMBERED_SECONDS = 30.0
"""So long an answer holds: every lobby that is open asks again and again."""
TIMEOUT = aiohttp.ClientTimeout(total=3.0)
REFUSALS = (401, 402, 403)
"""What a provider answers who does not know the key, or is not paid."""
CARTESIA_VERSION = "2025-04-16"


@dataclass(frozen=True, slots=True)
class SpeechProvider:
    """A provider, and what is asked of it: a list that costs nothing."""

    name: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)


def hosted_speech(settings: Settings) -> dict[str, Probe]:
    """Return a probe of what hears and one of what speaks; none where local models have to."""
    if settings.uses_local_speech:
        return {}
    local = SpeechProvider("the local models", f"{settings.speech_url.rstrip('/')}/healthz")
    hears, speaks = [], []
    if key := settings.groq_api_key:
        headers = {"Authorization": f"Bearer {key.get_secret_value()}"}
        hears.append(SpeechProvider("Groq", f"{settings.groq_base_url}/openai/v1/models", headers))
    if key := settings.cartesia_api_key:
        headers = {"X-API-Key": key.get_secret_value(), "Cartesia-Version": CARTESIA_VERSION}
        speaks.append(SpeechProvider("Cartesia", f"{settings.cartesia_base_url}/voices", headers))
    if key := settings.murf_api_key:
        headers = {"api-key": key.get_secret_value()}
        speaks.append(SpeechProvider("Murf", f"{settings.murf_base_url}/v1/speech/voices", headers))
    return {
        "hearing": OneAnswers((*hears, local)).fault,
        "voice": OneAnswers((*speaks, local)).fault,
    }


class OneAnswers:
    """Asks the providers of one part, at most once in `REMEMBERED_SECONDS` however many ask it."""

    def __init__(self, providers: Sequence[SpeechProvider]) -> None:
        self._providers = providers
        self._asking = asyncio.Lock()
        self._fault: str | None = None
        self._asked_at = -REMEMBERED_SECONDS

    async def fault(self) -> str | None:
        """Return what is wrong with the first provider while none answers, else None."""
        async with self._asking:
            if time.monotonic() - self._asked_at >= REMEMBERED_SECONDS:
                found = await asyncio.gather(*map(_fault, self._providers))
                self._fault = found[0] if all(found) else None
                self._asked_at = time.monotonic()
            return self._fault


async def _fault(provider: SpeechProvider) -> str | None:
    """Return what is wrong: no answer, a fault of its own, or a key that it does not take."""
    try:
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT, trust_env=True) as client,
            client.get(provider.url, headers=provider.headers) as response,
        ):
            status = response.status
    except (aiohttp.ClientError, TimeoutError, OSError):
        return f"{provider.name} does not answer"
    if status in REFUSALS:
        return f"{provider.name} refuses the key (HTTP {status})"
    return f"{provider.name} fails (HTTP {status})" if status >= 500 else None
