"""Refuses who asks too often, and tells everybody where they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.client_address import ClientAddresses
from api.http.limiter import WINDOW_SECONDS, Limiter, Standing
from api.http.problems import known
from api.security.identify import identify
from api.security.tokens import Tokens
from core.errors import NotAuthenticatedError, RateLimitedError
from core.settings import Settings


@dataclass(frozen=True, slots=True)
class RateRule:
    """Requests to paths that match `pattern` count together as `bucket`.

    `by_user` where a sign-in is needed anyway. Elsewhere a token must not buy a count of its own:
    whoever has many accounts could try as many passwords.
    """

    pattern: re.Pattern[str]
    bucket: str
    per_minute: int
    by_user: bool = False


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
    """Counts every request by its path and by who asks: the user, if there is one, or the address.

    `rules` are tried in order; a path that none matches counts as `otherwise`.
    """

    def __init__(
        self,
        app: ASGIApp,
        limiter: Limiter,
        tokens: Tokens,
        rules: Sequence[RateRule],
        otherwise: RateRule,
        trusted_proxies: Sequence[str],
    ) -> None:
        self.app = app
        self._limiter = limiter
        self._tokens = tokens
        self._rules = rules
        self._otherwise = otherwise
        self._addresses = ClientAddresses(trusted_proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        rule = self._rule(scope["path"])
        scope["greenroom.route"] = rule.bucket
        standing = await self._limiter.hit(rule.bucket, self._caller(scope, rule), rule.per_minute)

        async def send_with_standing(message: Message) -> None:
            if message["type"] == "http.response.start":
                _tell(MutableHeaders(scope=message), standing)
            await send(message)

        if standing.exceeded:
            refusal = known(RateLimitedError("Too many requests; wait and try again."))
            await refusal(scope, receive, send_with_standing)
        else:
            await self.app(scope, receive, send_with_standing)

    def _rule(self, path: str) -> RateRule:
        return next((rule for rule in self._rules if rule.pattern.match(path)), self._otherwise)

    def _caller(self, scope: Scope, rule: RateRule) -> str:
        headers = Headers(scope=scope)
        if rule.by_user and "authorization" in headers:
            try:
                return f"user:{identify(headers, self._tokens).user_id}"
            except NotAuthenticatedError:
                pass  # the operation says so
        return f"address:{self._addresses.name(scope)}"


def _tell(headers: MutableHeaders, standing: Standing) -> None:
    headers["X-RateLimit-Limit"] = str(standing.limit)
    headers["X-RateLimit-Window"] = str(WINDOW_SECONDS)
    headers["X-RateLimit-Remaining"] = str(standing.remaining)
    if standing.retry_after_seconds is not None:
        headers["Retry-After"] = str(standing.retry_after_seconds)
