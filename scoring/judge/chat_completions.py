"""A judge behind an OpenAI-compatible server: Groq, Ollama, vLLM, llama.cpp or a hosted one."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx

from core.errors import ProviderUnavailableError
from llm.port import JsonModel, ModelPrompt
from core.ports import JudgeReply

_RETRIED = frozenset({408, 409, 429, 500, 502, 503, 504})
_LONGEST_WAIT_SECONDS = 20.0
_NOT_A_REPLY = (
    ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
_MOST_TOKENS = 4096
"""Several times a verdict on four dimensions, so that a reasoning model has room to think; a small
one that repeats itself must end some time."""


class ChatCompletionsJudge:
    """Implements `llm.port.JsonModel` with structured output by JSON schema.

    `base_url` ends before `/chat/completions`. A refused or failed request is tried again
    `attempts` times in all; then it is `ProviderUnavailableError`.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        base_url: str,
        model: str,
        api_key: str = "",
        *,
        timeout_seconds: float = 60.0,
        attempts: int = 3,
        temperature: float = 0.3,
    ) -> None:
        self._client = client
        self._url = f"{base_url.rstrip('/')}/chat/completions"
        self._model = model
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._timeout_seconds = timeout_seconds
        self._attempts = attempts
        self._temperature = temperature

    @property
    def name(self) -> str:
        """The model's name as the server knows it."""
        return self._model

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        """Return one reply; `ProviderUnavailableError` when the server gives none."""
        body = {
            "model": self._model,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": user},
            ],
            "temperature": self._temperature,
            "seed": seed % 2**31,
            "max_tokens": _MOST_TOKENS,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "verdict", "strict": True, "schema": dict(schema)},
            },
        }
        for attempt in range(1, self._attempts + 1):
            response = await self._post(body)
            if response is not None and response.is_success:
                return _reply(response)
            if response is not None and response.status_code not in _RETRIED:
                raise ProviderUnavailableError(f"The judge refused: {response.status_code}")
            if attempt < self._attempts:
                await asyncio.sleep(_wait_seconds(response, attempt))
        raise ProviderUnavailableError("The judge does not answer")

    async def _post(self, body: dict[str, Any]) -> httpx.Response | None:
        """Return the response, or None where the server gave none in time or one in pieces."""
        try:
            return await self._client.post(
                self._url, json=body, headers=self._headers, timeout=self._timeout_seconds
            )
        except httpx.RequestError:
            return None


def _reply(response: httpx.Response) -> JudgeReply:
    try:
        found = response.json()
        text = found["choices"][0]["message"]["content"]
        usage = found.get("usage") or {}
        return JudgeReply(
            text if isinstance(text, str) else "",
            int(usage.get("prompt_tokens") or 0),
            int(usage.get("completion_tokens") or 0),
        )
    except _NOT_A_REPLY as error:
        raise ProviderUnavailableError("The judge answered in another format") from error


def _wait_seconds(response: httpx.Response | None, attempt: int) -> float:
    asked = response.headers.get("retry-after", "") if response is not None else ""
    seconds = float(asked) if asked.replace(".", "", 1).isdecimal() else 0.5 * 2**attempt
    return min(seconds, _LONGEST_WAIT_SECONDS)
