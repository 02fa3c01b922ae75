"""Whether hosted hearing and a hosted voice are there."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from core.settings import Settings
from harness.providers.cartesia import CartesiaStandIn
from harness.providers.groq import GroqStandIn
from harness.providers.serving import serving
from harness.services.ports import free_port
from wiring import hosted_speech as module
from wiring.hosted_speech import hosted_speech

NOBODY = f"http://127.0.0.1:{free_port()}"
KEYS = {"groq_api_key": "key", "cartesia_api_key": "key", "speech_url": NOBODY}
WITHOUT = {"murf_api_key": None, "speech_url": NOBODY}


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **(WITHOUT | KEYS | given))


def provider(
    status: int, paths: list[str], check: Callable[[Request], bool] = lambda _: True
) -> Starlette:
    async def answer(request: Request) -> Response:
        paths.append(request.url.path)
        return PlainTextResponse("{}", status_code=status if check(request) else 401)

    return Starlette(routes=[Route("/{path:path}", answer)])


def test_local_models_are_asked_elsewhere() -> None:
    assert hosted_speech(settings(groq_api_key=None)) == {}
    assert hosted_speech(settings(cartesia_api_key=None)) == {}


async def test_providers_that_answer_are_there() -> None:
    with GroqStandIn().running() as groq, CartesiaStandIn().running() as cartesia:
        probes = hosted_speech(settings(groq_base_url=groq, cartesia_base_url=cartesia))
        assert [await probe() for probe in probes.values()] == [None, None]


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (401, "refuses the key (HTTP 401)"),
        (402, "refuses the key (HTTP 402)"),
        (500, "fails (HTTP 500)"),
        (503, "fails (HTTP 503)"),
        (200, None),
        (429, None),
    ],
)
async def test_a_provider_that_fails_or_refuses_is_named(status: int, fault: str | None) -> None:
    with serving(provider(status, [])) as url:
        probes = hosted_speech(settings(groq_base_url=url, cartesia_base_url=url))
        found = [await probe() for probe in probes.values()]
    assert found == ([f"Groq {fault}", f"Cartesia {fault}"] if fault else [None, None])


async def test_a_provider_that_is_away_is_named() -> None:
    probes = hosted_speech(settings(groq_base_url=NOBODY, cartesia_base_url=NOBODY))
    assert await probes["hearing"]() == "Groq does not answer"
    assert await probes["voice"]() == "Cartesia does not answer"


async def test_one_that_takes_the_others_place_is_enough() -> None:
    def knows(request: Request) -> bool:
        return request.headers.get("api-key") == "murf's"

    with serving(provider(200, [], knows)) as url:
        given = {"groq_base_url": NOBODY, "cartesia_base_url": NOBODY, "murf_base_url": url}
        probes = hosted_speech(settings(**given, murf_api_key="murf's"))
        assert await probes["voice"]() is None
        probes = hosted_speech(settings(groq_base_url=NOBODY, speech_url=url))
        # whoever answers for the local models needs no key, this one refuses those without
        assert await probes["hearing"]() == "Groq does not answer"


async def test_local_models_beside_a_provider_take_its_place() -> None:
    with serving(provider(200, [])) as url:
        probes = hosted_speech(settings(groq_base_url=NOBODY, speech_url=url))
        assert await probes["hearing"]() is None


async def test_an_answer_is_remembered_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    paths: list[str] = []
    with serving(provider(200, paths)) as url:
        probe = hosted_speech(settings(groq_base_url=url))["hearing"]
        for _ in range(3):
            assert await probe() is None
        assert paths == ["/openai/v1/models"]
        monkeypatch.setattr(module, "REMEMBERED_SECONDS", 0.0)
        assert await probe() is None
    assert paths == ["/openai/v1/models"] * 2
