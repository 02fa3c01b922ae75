"""Job postings: read from a file or an address, for a session or the profile."""

from api.documents.posting import MAX_CHARACTERS, PostingAddressError, posting_text
from api.documents.reading.errors import RESUME_ERRORS
from api.documents.resume import MAX_FILE_BYTES
from api.http.uploads import read_upload
from api.http.wire import Nothing
from api.operation import Call, Operation
from api.schemas.posting import PostingAnswer, PostingBody, RequirementAnswer
from core.errors import UnsupportedMediaTypeError
from language.en.resumes.postings import requirements_in


async def read_posting(call: Call[PostingBody, Nothing]) -> PostingAnswer:
    """Return a posting's text and what it asks for; of an address, its page's."""
    text = await posting_text(call.body.job_description, call.services.pages)
    return _answer(text or "", ())


async def read_posting_file(call: Call[Nothing, Nothing]) -> PostingAnswer:
    """Return a file's text and what it asks for."""
    upload = await read_upload(call.request, MAX_FILE_BYTES)
    read = await call.services.resumes.read(call.user_id, upload.name, upload.content)
    return _answer(read.text[:MAX_CHARACTERS], read.notes)


def _answer(text: str, notes: tuple[str, ...]) -> PostingAnswer:
    return PostingAnswer(
        job_description=text,
        requirements=tuple(
            RequirementAnswer(text=one.text, kind=one.kind) for one in requirements_in(text)
        ),
        notes=notes,
    )


OPERATIONS = (
    Operation(
        method="POST",
        path="/ai-interview/postings",
        handler=read_posting,
        summary="Read a job posting",
        tag="profile",
        body=PostingBody,
        query=Nothing,
        answer=PostingAnswer,
        limit="chat",
        errors=(PostingAddressError,),
    ),
    Operation(
        method="POST",
        path="/ai-interview/postings/file",
        handler=read_posting_file,
        summary="Read a job posting from a file",
        tag="profile",
        body=Nothing,
        query=Nothing,
        answer=PostingAnswer,
        takes_file=True,
        errors=(*RESUME_ERRORS, UnsupportedMediaTypeError),
    ),
)
