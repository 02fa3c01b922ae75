"""The text of a page on the web, fetched by the configured search provider and never by us.

So no address that somebody types makes this machine ask one of its own network.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import httpx

from core.errors import ProviderUnavailableError
from core.settings import Settings

MAX_CHARACTERS: Final = 20_000
SECONDS: Final = 10.0


class PageReader(Protocol):
    """Reads pages of the web."""

    async def text(self, address: str) -> str:
        """Return a page's text, empty where it has none; raises `ProviderUnavailableError`."""
        ...


@dataclass(frozen=True, slots=True)
class PageProvider:
    """How one provider is asked for a page, and where in its answer the text is."""

    url: str
    headers: Mapping[str, str]
    body: Callable[[str], Mapping[str, Any]]
    text: Callable[[Any], Any]


class ProvidedPages:
    """`PageReader` by one provider's REST API."""

    def __init__(self, provider: PageProvider, client: httpx.AsyncClient) -> None:
        self._provider = provider
        self._client = client

    async def text(self, address: str) -> str:
        """Return a page's text; every failure is a `ProviderUnavailableError`."""
        try:
            answer = await self._client.post(
                self._provider.url,
                headers=self._provider.headers,
                json=self._provider.body(address),
                timeout=SECONDS,
            )
            answer.raise_for_status()
            found = self._provider.text(answer.json())
        except (httpx.HTTPError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise ProviderUnavailableError("The page could not be fetched.") from error
        return str(found or "")[:MAX_CHARACTERS]


def build_page_reader(settings: Settings, client: httpx.AsyncClient) -> ProvidedPages | None:
    """Return the first provider that has a key, in the order Exa, Serper, Tavily; null if none."""
    if key := settings.exa_api_key:
        provider = PageProvider(
            "https://api.exa.ai/contents",
            {"x-api-key": key.get_secret_value()},
            lambda address: {"urls": [address], "text": {"maxCharacters": MAX_CHARACTERS}},
            lambda answer: answer["results"][0]["text"],
        )
    elif key := settings.serper_api_key:
        provider = PageProvider(
            "https://scrape.serper.dev",
            {"X-API-KEY": key.get_secret_value()},
            lambda address: {"url": address},
            lambda answer: answer["text"],
        )
    elif key := settings.tavily_api_key:
        provider = PageProvider(
            "https://api.tavily.com/extract",
            {"Authorization": f"Bearer {key.get_secret_value()}"},
            lambda address: {"urls": [address]},
            lambda answer: answer["results"][0]["raw_content"],
        )
    else:
        return None
    return ProvidedPages(provider, client)
