"""A page's text comes from the search provider that has a key, in the provider's own format."""

import json
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from api.documents.posting import PostingAddressError, posting_text
from api.documents.web_pages import ProvidedPages, build_page_reader
from core.errors import ProviderUnavailableError
from core.settings import Settings

ADDRESS = "https://jobs.example.com/17"
KEY = SecretStr("key-1")
ANSWERS: dict[str, tuple[str, Any, Any]] = {
    "exa_api_key": (
        "https://api.exa.ai/contents",
        {"urls": [ADDRESS], "text": {"maxCharacters": 20_000}},
        {"results": [{"url": ADDRESS, "text": "Barista wanted"}]},
    ),
    "serper_api_key": (
        "https://scrape.serper.dev",
        {"url": ADDRESS},
        {"text": "Barista wanted", "metadata": {}},
    ),
    "tavily_api_key": (
        "https://api.tavily.com/extract",
        {"urls": [ADDRESS]},
        {"results": [{"url": ADDRESS, "raw_content": "Barista wanted"}]},
    ),
}


def pages(key: str, answer: httpx.Response, seen: list[httpx.Request]) -> ProvidedPages:
    def reply(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answer

    client = httpx.AsyncClient(transport=httpx.MockTransport(reply))
    built = build_page_reader(Settings(_env_file=None).model_copy(update={key: KEY}), client)
    assert built is not None
    return built


@pytest.mark.parametrize("key", ANSWERS)
async def test_each_provider_is_asked_in_its_own_format(key: str) -> None:
    url, body, answer = ANSWERS[key]
    seen: list[httpx.Request] = []
    assert await pages(key, httpx.Response(200, json=answer), seen).text(ADDRESS) == (
        "Barista wanted"
    )
    (request,) = seen
    assert (str(request.url).rstrip("/"), json.loads(request.content)) == (url, body)
    assert any("key-1" in value for value in request.headers.values())


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500),
        httpx.Response(200, content=b"{not json"),
        httpx.Response(200, json={"results": []}),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"results": "none"}),
    ],
)
async def test_a_provider_that_talks_nonsense_is_away(answer: httpx.Response) -> None:
    with pytest.raises(ProviderUnavailableError):
        await pages("exa_api_key", answer, []).text(ADDRESS)
    with pytest.raises(PostingAddressError, match="could not be read"):
        await posting_text(ADDRESS, pages("exa_api_key", answer, []))


async def test_without_a_key_there_is_no_reader_and_the_person_is_told() -> None:
    async with httpx.AsyncClient() as client:
        assert build_page_reader(Settings(_env_file=None), client) is None
    with pytest.raises(PostingAddressError, match="paste"):
        await posting_text(f" {ADDRESS}\n", None)


@pytest.mark.parametrize("text", [None, "", "See https://jobs.example.com/17", "ftp://x.example"])
async def test_text_is_no_address(text: str | None) -> None:
    assert await posting_text(text, None) == text


async def test_a_page_without_text_is_said_to_be_one() -> None:
    empty = pages("serper_api_key", httpx.Response(200, json={"text": " \n"}), [])
    with pytest.raises(PostingAddressError, match="no text"):
        await posting_text(ADDRESS, empty)
