"""Other origins whose pages may call the API."""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response

from api.http.problems import problem
from core.errors import InvalidInputError


class CrossOrigin(CORSMiddleware):
    """Starlette's, with refusals in the shape of every other error."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """Answer what a browser asks before it sends a request of another origin."""
        answer = super().preflight_response(request_headers)
        if answer.status_code < 400:
            return answer
        kept = {n: v for n, v in answer.headers.items() if not n.startswith("content-")}
        return problem(
            answer.status_code, InvalidInputError.code, bytes(answer.body).decode(), headers=kept
        )
