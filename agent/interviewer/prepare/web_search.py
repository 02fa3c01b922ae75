"""Searching the web through the REST APIs of Exa, Serper or Tavily, whichever has a key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import httpx

from core.errors import ProviderUnavailableError
from core.plan import Passage
from core.settings import Settings

RESULT_LIMIT: Final = 4
TEXT_CHARACTERS: Final = 600
REQUEST_SECONDS: Final = 5.0


class WebSearch(Protocol):
    """Searches the web."""

    @property
    def name(self) -> str:
        """The provider's name, for records."""
        ...

    async def search(self, query: str) -> Sequence[Passage]:
        """Return what was found, each with its address; raises `ProviderUnavailableError`."""
        ...


@dataclass(frozen=True, slots=True)
class Provider:
    """How one provider is asked, and where in its answer the results are."""

    name: str
    url: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    query_field: str
    results_field: str
    text_field: str
    address_field: str


class RestSearch:
    """`WebSearch` by one provider's REST API."""

    def __init__(self, provider: Provider, client: httpx.AsyncClient) -> None:
        self._provider = provider
        self._client = client

    @property
    def name(self) -> str:
        """The provider's name."""
        return self._provider.name

    async def search(self, query: str) -> Sequence[Passage]:
        """Return at most four results; every failure is a `ProviderUnavailableError`."""
        provider = self._provider
        try:
            answer = await self._client.post(
                provider.url,
                headers=provider.headers,
                json={**provider.body, provider.query_field: query},
                timeout=REQUEST_SECONDS,
            )
            answer.raise_for_status()
            return self._passages(answer.json())
        except (httpx.HTTPError, ValueError, AttributeError, TypeError) as error:
            raise ProviderUnavailableError("The web search did not answer.") from error

    def _passages(self, content: Any) -> Sequence[Passage]:
        provider = self._provider
        found: list[Passage] = []
        for item in content.get(provider.results_field, [])[:RESULT_LIMIT]:
            text = " ".join(str(item.get(provider.text_field) or "").split())[:TEXT_CHARACTERS]
            address = str(item.get(provider.address_field) or "")[:500]
            if text and address:
                found.append(Passage(text=text, source=address))
        return found


def build_web_search(settings: Settings, client: httpx.AsyncClient) -> RestSearch | None:
    """Return the first provider that has a key, in the order Exa, Serper, Tavily; null if none."""
    if key := settings.exa_api_key:
        provider = Provider(
            "exa", "https://api.exa.ai/search", {"x-api-key": key.get_secret_value()},
            {"numResults": RESULT_LIMIT, "contents": {"text": {"maxCharacters": TEXT_CHARACTERS}}},
            "query", "results", "text", "url",
        )  # fmt: skip
    elif key := settings.serper_api_key:
        provider = Provider(
            "serper", "https://google.serper.dev/search", {"X-API-KEY": key.get_secret_value()},
            {"num": RESULT_LIMIT}, "q", "organic", "snippet", "link",
        )  # fmt: skip
    elif key := settings.tavily_api_key:
        provider = Provider(
            "tavily", "https://api.tavily.com/search",
            {"Authorization": f"Bearer {key.get_secret_value()}"},
            {"max_results": RESULT_LIMIT}, "query", "results", "content", "url",
        )  # fmt: skip
    else:
        return None
    return RestSearch(provider, client)
