"""What can be wrong with a document; the codes are those of the resume, the first of them."""

from core.errors import InvalidInputError


class ResumeError(InvalidInputError):
    """The file cannot be used as a resume."""

    code = "RESUME_INVALID"


class ResumeNoTextError(ResumeError):
    """The file holds no text: it is empty, or pictures of pages."""

    code = "RESUME_NO_TEXT"


class ResumeEncryptedError(ResumeError):
    """The file is protected by a password."""

    code = "RESUME_ENCRYPTED"


class ResumeTypeError(ResumeError):
    """The file is of a kind that is not read."""

    code = "RESUME_TYPE_UNSUPPORTED"


class ResumeTooComplexError(ResumeError):
    """The file unfolds to more than any resume holds."""

    code = "RESUME_TOO_COMPLEX"


RESUME_ERRORS: tuple[type[ResumeError], ...] = (
    ResumeError,
    ResumeNoTextError,
    ResumeEncryptedError,
    ResumeTypeError,
    ResumeTooComplexError,
)
