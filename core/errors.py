"""Everything that can go wrong on purpose, as one tree.

    GreenroomError                      code                        HTTP
    ├── InvalidInputError               VALIDATION_ERROR            400
    │   └── RoomMetadataError           ROOM_METADATA_INVALID       400
    ├── NotAuthenticatedError           NOT_AUTHENTICATED           401
    ├── NotFoundError                   NOT_FOUND                   404
    ├── ConflictError                   CONFLICT                    409
    │   └── SessionNotActiveError       SESSION_NOT_ACTIVE          409
    ├── BodyTooLargeError               BODY_TOO_LARGE              413
    ├── UnsupportedMediaTypeError       UNSUPPORTED_MEDIA_TYPE      415
    ├── RangeNotSatisfiableError        RANGE_NOT_SATISFIABLE       416
    ├── RateLimitedError                RATE_LIMITED                429
    ├── UnavailableError                UNAVAILABLE                 503
    │   ├── DatabaseUnavailableError    DATABASE_UNAVAILABLE        503
    │   └── ProviderUnavailableError    PROVIDER_UNAVAILABLE        503
    ├── SettingsError                   SETTINGS_INVALID            –
    ├── PromptError                     PROMPT_INVALID              –
    └── ModelFileError                  MODEL_FILE_INVALID          –

`code` and `status` are part of the contract; messages are for people and may change.
Errors without a status end a process at its start and never reach a client.
"""

from collections.abc import Sequence
from typing import ClassVar


class GreenroomError(Exception):
    """Root of the tree; `str(error)` is safe to show to a client."""

    code: ClassVar[str] = "INTERNAL_ERROR"
    status: ClassVar[int] = 500


class InvalidInputError(GreenroomError):
    """Something from outside does not have the form it must have.

    `errors` names each field that is wrong and why, where fields are known.
    """

    code = "VALIDATION_ERROR"
    status = 400

    def __init__(self, message: str, errors: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.errors = tuple(errors)


class RoomMetadataError(InvalidInputError):
    """A room or dispatch does not name a session that can be interviewed."""

    code = "ROOM_METADATA_INVALID"


class NotAuthenticatedError(GreenroomError):
    """No valid credentials came with the request."""

    code = "NOT_AUTHENTICATED"
    status = 401


class NotFoundError(GreenroomError):
    """The thing does not exist, or belongs to somebody else."""

    code = "NOT_FOUND"
    status = 404


class ConflictError(GreenroomError):
    """The request does not fit the present state."""

    code = "CONFLICT"
    status = 409


class SessionNotActiveError(ConflictError):
    """The interview session has ended, so it takes no more turns."""

    code = "SESSION_NOT_ACTIVE"


class BodyTooLargeError(GreenroomError):
    """The request's body is larger than this resource takes."""

    code = "BODY_TOO_LARGE"
    status = 413


class UnsupportedMediaTypeError(GreenroomError):
    """The request's body is of a kind that this resource does not read."""

    code = "UNSUPPORTED_MEDIA_TYPE"
    status = 415


class RangeNotSatisfiableError(GreenroomError):
    """The part that was asked for begins behind the end; `size` is how many bytes there are."""

    code = "RANGE_NOT_SATISFIABLE"
    status = 416

    def __init__(self, message: str, size: int) -> None:
        super().__init__(message)
        self.size = size


class RateLimitedError(GreenroomError):
    """The caller asks more often than allowed."""

    code = "RATE_LIMITED"
    status = 429


class UnavailableError(GreenroomError):
    """A part this needs is away for now; the same request may work later."""

    code = "UNAVAILABLE"
    status = 503


class DatabaseUnavailableError(UnavailableError):
    """The database does not answer or is locked."""

    code = "DATABASE_UNAVAILABLE"


class ProviderUnavailableError(UnavailableError):
    """A speech or language provider does not answer usefully."""

    code = "PROVIDER_UNAVAILABLE"


class SettingsError(GreenroomError):
    """Settings that cannot work; the message lists all of them."""

    code = "SETTINGS_INVALID"


class PromptError(GreenroomError):
    """An authored file is missing, incomplete or filled in wrongly."""

    code = "PROMPT_INVALID"


class ModelFileError(GreenroomError):
    """A model file is missing or is not the published original."""

    code = "MODEL_FILE_INVALID"
