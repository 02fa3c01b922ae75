"""Whether the models that the settings name exist, asked once when a process starts."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import httpx
from pydantic import SecretStr

from core.errors import SettingsError
from core.settings import Settings

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 3.0
NAMES_SHOWN = 8
REFUSED = (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Listing:
    """Where a provider lists its models, and which settings name one of them."""

    url: str
    key: SecretStr | None
    key_setting: str
    named: Mapping[str, str]


def listings(settings: Settings) -> tuple[Listing, ...]:
    """Return what there is to ask of the configured providers; nothing without any.

    The model that a local run starts is not asked: it has one name, and is loading still.
    """
    found: list[Listing] = []
    if settings.llm_base_url and settings.llm_model and settings.llm is None:
        url = f"{settings.llm_base_url.rstrip('/')}/models"
        named = {"LLM_MODEL": settings.llm_model}
        found.append(Listing(url, settings.llm_api_key, "LLM_API_KEY", named))
    if settings.groq_api_key:
        url = f"{settings.groq_base_url.rstrip('/')}/openai/v1/models"
        named = {"GROQ_STT_MODEL": settings.groq_stt_model}
        if not settings.llm_base_url:
            named["GROQ_MODEL"] = settings.groq_model
        found.append(Listing(url, settings.groq_api_key, "GROQ_API_KEY", named))
    return tuple(found)


async def check_models(settings: Settings) -> None:
    """Return when every named model is there.

    Raises `SettingsError` that names each setting whose model or key a provider does not know. A
    provider that is away only warns: interviews are held without it, and it may come back.
    """
    wanted = listings(settings)
    if not wanted:
        return
    async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as client:
        problems = [problem for one in wanted for problem in await _problems(one, client)]
    if problems:
        raise SettingsError("These settings cannot work:\n" + "\n".join(problems))


async def _problems(listing: Listing, client: httpx.AsyncClient) -> list[str]:
    key = listing.key.get_secret_value() if listing.key else ""
    headers = {"authorization": f"Bearer {key}"} if key else {}
    host = httpx.URL(listing.url).host
    try:
        answer = await client.get(listing.url, headers=headers)
        if answer.status_code in REFUSED:
            return [f"  {listing.key_setting}: {host} refuses it (HTTP {answer.status_code})"]
        answer.raise_for_status()
        known = sorted(str(model["id"]) for model in answer.json()["data"])
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        logger.warning("models.not_listed", extra={"host": host, "error": type(error).__name__})
        return []
    shown = ", ".join(known[:NAMES_SHOWN]) + (", …" if len(known) > NAMES_SHOWN else "")
    return [
        f"  {setting}: {host} has no model {model!r}; it has {shown or 'none'}"
        for setting, model in listing.named.items()
        # Ollama lists the default tag that a name may be given without
        if not {model, f"{model}:latest"} & set(known)
    ]
