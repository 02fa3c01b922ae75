"""What browsers are told about every response: a strict policy for the page, none of it loose."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


def content_security_policy(connect: tuple[str, ...], scripts: tuple[str, ...] = ()) -> str:
    """Return the page's policy.

    `connect` are the LiveKit addresses it may talk to, `scripts` the sources of what may run
    beside the page's own files.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *scripts)),
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "media-src 'self' blob: mediastream:",
            "worker-src 'self' blob:",
            " ".join(("connect-src 'self'", *connect)),
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """Adds the security headers that a response does not set itself."""

    def __init__(
        self, app: ASGIApp, connect: tuple[str, ...], scripts: tuple[str, ...] = ()
    ) -> None:
        self.app = app
        headers = {
            "content-security-policy": content_security_policy(connect, scripts),
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "x-frame-options": "DENY",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "microphone=(self), camera=(self), geolocation=()",
        }
        self._headers = tuple((name.encode(), value.encode()) for name, value in headers.items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                added = (header for header in self._headers if header[0] not in given)
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, send_with_headers)
