"""What browsers are told about every response: a strict policy for the page, none of it loose."""

from starlette.datastructures import MutableHeaders
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
        self._headers = {
            "Content-Security-Policy": content_security_policy(connect, scripts),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "microphone=(self), camera=(self), geolocation=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)
