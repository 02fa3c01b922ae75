"""Every setting there is, read once, checked once, with one message that lists what is wrong."""

import json
from collections.abc import Mapping, Sequence
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.errors import SettingsError
from core.usage import ModelPrice

DEVELOPMENT_SECRET = "development-only-secret-not-for-production"
LOCAL_STATE = Path(".greenroom")
_HTTP = ("http", "https")
_HOSTED = ("ws", "wss", *_HTTP)
_SCHEMES = {
    "database_url": ("sqlite+aiosqlite", "postgresql+asyncpg"),
    "redis_url": ("redis", "rediss", "redis+unix"),
    "livekit_url": _HOSTED,
    "livekit_public_url": _HOSTED,
    "chroma_url": _HTTP,
    "agent_url": _HTTP,
    "speech_url": _HTTP,
    "groq_base_url": _HTTP,
    "llm_base_url": _HTTP,
    "cartesia_base_url": _HTTP,
    "murf_base_url": _HTTP,
    "langsmith_endpoint": _HTTP,
    "cors_origins": _HTTP,
}
"""Settings that hold addresses, and how these may begin."""


class Settings(BaseSettings):
    """The settings of all processes; names are environment variables in upper case.

    An empty value counts as not set. Where a key is absent, the part it belongs to runs locally.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    # who and where
    environment: Literal["development", "test", "production"] = "development"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    secret_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    access_token_minutes: int = Field(default=30, ge=1, le=1440)
    refresh_token_days: int = Field(default=30, ge=1, le=365)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    # what remembers
    database_url: str = f"sqlite+aiosqlite:///{LOCAL_STATE}/greenroom.db"
    chroma_persist_dir: Path = Path("chroma_db")
    chroma_url: str | None = None
    embedding_model: str = "sentence-transformers/all-MiniLM-L6-v2"
    redis_url: str | None = None

    # the room
    livekit_url: str = "ws://127.0.0.1:7880"
    livekit_api_key: str = "devkey"
    livekit_api_secret: SecretStr = SecretStr("development-only-livekit-secret-32chars")
    livekit_public_url: str | None = None
    agent_port: int = Field(default=8081, ge=0, le=65535)
    agent_url: str | None = None

    # listening, speaking, wording
    llm: Literal["local"] | None = None
    speech_url: str = "http://127.0.0.1:8090"
    groq_api_key: SecretStr | None = None
    groq_base_url: str = "https://api.groq.com"
    groq_model: str = "openai/gpt-oss-120b"
    groq_stt_model: str = "whisper-large-v3-turbo"
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    llm_prices: Annotated[dict[str, ModelPrice], NoDecode] = Field(default_factory=dict)
    cartesia_api_key: SecretStr | None = None
    cartesia_base_url: str = "https://api.cartesia.ai"
    cartesia_model: str = "sonic-3"
    cartesia_voice: str = "f786b574-daa5-4673-aa0c-cbe3e8534c02"
    murf_api_key: SecretStr | None = None
    murf_base_url: str = "https://api.murf.ai"
    whisper_model_path: Path | None = None
    piper_voice_path: Path | None = None
    language_port: int = Field(default=8091, ge=1, le=65535)
    language_model_path: Path | None = None

    # how an interview behaves
    wording_deadline_seconds: float = Field(default=1.5, gt=0, le=10)
    transcription_timeout_seconds: float = Field(default=5.0, gt=0, le=30)
    answer_limit_seconds: float = Field(default=150.0, ge=30, le=600)
    nods: Literal["sound", "picture"] = "sound"
    away_seconds: float = Field(default=15.0, ge=3, le=120)
    interviews_per_worker: int = Field(default=4, ge=1, le=100)
    worker_slowdown_limit: float = Field(default=3.0, gt=1)
    reconnect_seconds: float = Field(default=60.0, ge=5, le=600)
    return_seconds: float = Field(default=1800.0, ge=5, le=86_400)

    # how it is scored
    rubrics_dir: Path | None = None
    judge: Literal["model", "rules"] = "model"
    judge_samples: int = 1

    # looking inside
    langchain_tracing_v2: bool = False
    langchain_api_key: SecretStr | None = None
    langchain_project: str = "greenroom"
    langsmith_endpoint: str | None = None
    langsmith_hide_content: bool = False

    # looking outside
    exa_api_key: SecretStr | None = None
    serper_api_key: SecretStr | None = None
    tavily_api_key: SecretStr | None = None

    # who may ask, and how often: requests per minute, by user or else by address
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    rate_limit_default: int = Field(default=60, ge=1)
    rate_limit_register: int = Field(default=3, ge=1)
    rate_limit_login: int = Field(default=5, ge=1)
    rate_limit_sessions: int = Field(default=10, ge=1)
    rate_limit_message: int = Field(default=30, ge=1)
    rate_limit_chat: int = Field(default=20, ge=1)
    rate_limit_page: int = Field(default=1200, ge=1)
    rate_limit_operations: int = Field(default=6000, ge=1)

    @property
    def has_hosted_model(self) -> bool:
        """Whether a model is configured that is not the small one on this machine."""
        if self.llm_base_url:
            return f"127.0.0.1:{self.language_port}" not in self.llm_base_url
        return self.groq_api_key is not None

    @property
    def uses_local_speech(self) -> bool:
        """Whether hearing or speaking falls to the models on this machine."""
        speaks = self.cartesia_api_key or self.murf_api_key
        return self.groq_api_key is None or not speaks

    @field_validator("llm_prices", mode="before")
    @classmethod
    def _from_json(cls, value: object) -> object:
        return json.loads(value) if isinstance(value, str) else value

    @field_validator(*_SCHEMES, mode="after")
    @classmethod
    def _addresses(cls, value: object, info: ValidationInfo) -> object:
        schemes = _SCHEMES[info.field_name or ""]
        if isinstance(value, tuple):
            return tuple(one if one == "*" else _address(one, schemes) for one in value)
        return _address(value, schemes) if isinstance(value, str) else value

    @field_validator("secret_key", mode="after")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < 32:
            raise ValueError("needs at least 32 characters")
        return value

    @field_validator("judge_samples", mode="after")
    @classmethod
    def _with_a_middle(cls, value: int) -> int:
        if value not in (1, 3, 5):
            raise ValueError("must be 1, 3 or 5")
        return value

    @field_validator("trusted_proxies", mode="after")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            ip_network(network)
        return value

    @field_validator("cors_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @model_validator(mode="after")
    def _settings_fit_together(self) -> "Settings":
        wrong = []
        if self.llm_base_url and not self.llm_model:
            wrong.append("LLM_BASE_URL is set, so LLM_MODEL must name a model")
        if self.langchain_tracing_v2 and self.langchain_api_key is None:
            wrong.append("LANGCHAIN_TRACING_V2 is on, so LANGCHAIN_API_KEY must be set")
        if self.environment != "development":
            secrets = {"SECRET_KEY": self.secret_key.get_secret_value() == DEVELOPMENT_SECRET}
            if self.environment == "production":
                livekit_secret = self.livekit_api_secret.get_secret_value()
                secrets["LIVEKIT_API_KEY"] = self.livekit_api_key == "devkey"
                secrets["LIVEKIT_API_SECRET"] = "development-only" in livekit_secret
            if unsafe := [name for name, is_default in secrets.items() if is_default]:
                wrong.append(f"{self.environment} needs its own {', '.join(unsafe)}")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


def _address(address: str, schemes: Sequence[str]) -> str:
    """Return an address without the slash at its end: paths are put after it.

    Raises `ValueError` for one that leads nowhere.
    """
    scheme, separator, rest = address.partition("://")
    if scheme not in schemes or not (separator and rest):
        raise ValueError(f"must begin with {' or '.join(f'{s}://' for s in schemes)}")
    if scheme not in _HOSTED:
        return address
    parts = urlsplit(address)
    # whether the port is a number shows when it is asked for
    if not parts.hostname or parts.port == 0:
        raise ValueError("must name a host, and no port or one from 1 to 65535")
    return address.rstrip("/")


def load_settings(**overrides: object) -> Settings:
    """Return the settings of this process.

    Raises `SettingsError` with one message that names every setting that is wrong.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except UnicodeDecodeError as error:
        raise SettingsError("These settings cannot work:\n  .env: it is no UTF-8 text") from error
    except ValidationError as error:
        lines = [f"  {line}" for line in _wrong(error, overrides)]
        raise SettingsError("These settings cannot work:\n" + "\n".join(lines)) from error


def _wrong(error: ValidationError, overrides: Mapping[str, object]) -> list[str]:
    """Return a line for each setting that is wrong, and for those that do not fit together.

    The latter is looked at only where each is right by itself, so the wrong ones are left out.
    """
    items = error.errors()
    lines = [
        f"{'.'.join(str(part) for part in item['loc']).upper() or 'SETTINGS'}: "
        + item["msg"].removeprefix("Value error, ")
        for item in items
    ]
    names = {str(item["loc"][0]) for item in items if item["loc"]}
    if names:
        defaults = {
            name: Settings.model_fields[name].get_default(call_default_factory=True)
            for name in names & Settings.model_fields.keys()
        }
        overrides = {**overrides, **defaults}
        try:
            Settings(**overrides)  # type: ignore[arg-type]
        except ValidationError as rest:
            lines += _wrong(rest, overrides)
    return lines
