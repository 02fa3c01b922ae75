"""Refuses who asks too often, and tells everybody where they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.accounts.caller import identify
from api.accounts.tokens import Tokens
from api.limiter import WINDOW_SECONDS, Limiter, Standing
from api.problems import known
from core.errors import NotAuthenticatedError, RateLimitedError
from core.settings import Settings


@dataclass(frozen=True, slots=True)
class Rule:
    """Requests to paths that match `pattern` count together as `bucket`."""

    pattern: re.Pattern[str]
    bucket: str
    per_minute: int


def limits_of(settings: Settings) -> Mapping[str, int]:
    """Return requests per minute by the names that operations use."""
    return {
        "default": settings.rate_limit_default,
        "register": settings.rate_limit_register,
        "login": settings.rate_limit_login,
        "sessions": settings.rate_limit_sessions,
        "message": settings.rate_limit_message,
        "chat": settings.rate_limit_chat,
        "page": settings.rate_limit_page,
        "operations": settings.rate_limit_operations,
    }


class RateLimits:
    """Counts every request by its path and by who asks: the user, else the client's address.

    `rules` are tried in order; a path that none matches counts as `otherwise`.
    """

    def __init__(
        self,
        app: ASGIApp,
        limiter: Limiter,
        tokens: Tokens,
        rules: Sequence[Rule],
        otherwise: Rule,
        trusted_proxies: Sequence[str],
    ) -> None:
        self.app = app
        self._limiter = limiter
        self._tokens = tokens
        self._rules = rules
        self._otherwise = otherwise
        self._trusted = tuple(ip_network(network) for network in trusted_proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        rule = self._rule(scope["path"])
        scope["greenroom.route"] = rule.bucket
        standing = await self._limiter.hit(rule.bucket, self._caller(scope), rule.per_minute)

        async def send_with_standing(message: Message) -> None:
            if message["type"] == "http.response.start":
                _tell(MutableHeaders(scope=message), standing)
            await send(message)

        if standing.exceeded:
            refusal = known(RateLimitedError("Too many requests; wait and try again."))
            await refusal(scope, receive, send_with_standing)
        else:
            await self.app(scope, receive, send_with_standing)

    def _rule(self, path: str) -> Rule:
        return next((rule for rule in self._rules if rule.pattern.match(path)), self._otherwise)

    def _caller(self, scope: Scope) -> str:
        headers = Headers(scope=scope)
        if "authorization" in headers:
            try:
                return f"user:{identify(headers, self._tokens).user_id}"
            except NotAuthenticatedError:
                pass  # the operation says so, if it needs a user
        return f"address:{self._address(scope, headers)}"

    def _address(self, scope: Scope, headers: Headers) -> str:
        """Return the client's address: the last one that no trusted proxy has."""
        client = scope.get("client")
        address: str = client[0] if client else "unknown"
        forwarded = [part.strip() for part in headers.get("x-forwarded-for", "").split(",")]
        while forwarded and self._is_trusted(address):
            candidate = forwarded.pop()
            if not _is_address(candidate):
                break
            address = candidate
        return address

    def _is_trusted(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in net for net in self._trusted)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _tell(headers: MutableHeaders, standing: Standing) -> None:
    headers["X-RateLimit-Limit"] = str(standing.limit)
    headers["X-RateLimit-Window"] = str(WINDOW_SECONDS)
    headers["X-RateLimit-Remaining"] = str(standing.remaining)
    if standing.retry_after_seconds is not None:
        headers["Retry-After"] = str(standing.retry_after_seconds)
