"""Signs schemathesis in; loaded by its process through `SCHEMATHESIS_HOOKS`.

What ends the sign-in or deletes the account is tried like everything else: after a 401 this is
asked for a new token.
"""

from typing import Any

import httpx
import schemathesis

CREDENTIALS = {"email": "machine@example.com", "password": "correct horse battery"}


@schemathesis.auth()
class SignIn:
    """Registers the machine, or signs it in where it is registered."""

    def get(self, case: "schemathesis.Case[Any]", context: schemathesis.AuthContext) -> str:
        """Return a new access token."""
        with httpx.Client(base_url=str(case.operation.base_url)) as client:
            answer = client.post("/auth/register", json=CREDENTIALS)
            if answer.status_code == httpx.codes.CONFLICT:
                answer = client.post("/auth/login", json=CREDENTIALS)
            answer.raise_for_status()
            return str(answer.json()["access_token"])

    def set(
        self, case: "schemathesis.Case[Any]", data: str, context: schemathesis.AuthContext
    ) -> None:
        """Send the token."""
        case.headers["Authorization"] = f"Bearer {data}"
