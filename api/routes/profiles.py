"""The candidate's profile, resume and index, and the job posting they bring."""

from api.documents.posting import MAX_CHARACTERS, PostingAddressError, posting_text
from api.documents.reading.errors import RESUME_ERRORS
from api.documents.resume import MAX_FILE_BYTES
from api.http.uploads import read_upload
from api.http.wire import Nothing
from api.knowledge.indexing import index, index_afterwards
from api.operation import Call, Operation, Reply
from api.schemas.candidate import (
    IndexAnswer,
    IndexState,
    IndexStateAnswer,
    ProfileAnswer,
    ProfileBody,
    ResumeAnswer,
    SuggestionAnswer,
)
from api.schemas.posting import PostingAnswer, PostingBody, RequirementAnswer
from api.services import Services
from core.errors import ConflictError, NotFoundError, UnsupportedMediaTypeError
from core.interview import CandidateProfile
from language.en.resumes.postings import requirements_in
from storage.embeddings import EmbeddingsUnavailableError
from storage.knowledge import KnowledgeUnavailableError


async def create(call: Call[ProfileBody, Nothing]) -> Reply:
    """Store the caller's profile; there is one per user."""
    told = dict(call.body)
    told["job_description"] = await posting_text(call.body.job_description, call.services.pages)
    async with call.services.database.unit_of_work() as uow:
        stored = await uow.profiles.add(CandidateProfile(call.user_id, **told))
        await uow.due_indexes.promise(call.user_id)
        await uow.commit()
    return Reply(ProfileAnswer.of(stored), background=index_afterwards(call.services, call.user_id))


async def read(call: Call[Nothing, Nothing]) -> ProfileAnswer:
    """Return the caller's profile."""
    async with call.services.database.unit_of_work() as uow:
        profile = await uow.profiles.get(call.user_id)
    if profile is None:
        raise NotFoundError("There is no profile yet.")
    return ProfileAnswer.of(profile)


async def change(call: Call[ProfileBody, Nothing]) -> Reply:
    """Set the fields that are sent, leave the others."""
    sent = {name: getattr(call.body, name) for name in call.body.model_fields_set}
    if "job_description" in sent:
        given = call.body.job_description
        sent["job_description"] = await posting_text(given, call.services.pages)
    async with call.services.database.unit_of_work() as uow:
        stored = await uow.profiles.update(call.user_id, sent)
        await uow.due_indexes.promise(call.user_id)
        await uow.commit()
    return Reply(ProfileAnswer.of(stored), background=index_afterwards(call.services, call.user_id))


async def upload_resume(call: Call[Nothing, Nothing]) -> Reply:
    """Take the text out of a resume into the profile, and suggest its other fields.

    A profile is made if there is none; what is suggested is stored when the candidate saves it.
    """
    upload = await read_upload(call.request, MAX_FILE_BYTES)
    read = await call.services.resumes.read(call.user_id, upload.name, upload.content)
    stored = await _store_resume(call.services, call.user_id, read.text)
    suggested = await call.services.suggestions.at_once(
        call.user_id, read.text, call.services.clock().date()
    )
    answer = ResumeAnswer.with_suggestion(stored, suggested, read.notes)
    return Reply(answer, background=index_afterwards(call.services, call.user_id))


async def suggestion(call: Call[Nothing, Nothing]) -> SuggestionAnswer:
    """Return what the stored resume states, read by the configured model where there is one.

    That takes as long as the model takes, some twenty seconds at most.
    """
    async with call.services.database.unit_of_work() as uow:
        profile = await uow.profiles.get(call.user_id)
    if profile is None or not profile.resume_text:
        raise NotFoundError("There is no resume yet.")
    today = call.services.clock().date()
    suggested = await call.services.suggestions.whole(call.user_id, profile.resume_text, today)
    return SuggestionAnswer.showing(suggested)


async def _store_resume(services: Services, user_id: int, text: str) -> CandidateProfile:
    async with services.database.unit_of_work() as uow:
        if await uow.profiles.get(user_id) is None:
            stored = await uow.profiles.add(CandidateProfile(user_id, resume_text=text))
        else:
            stored = await uow.profiles.update(user_id, {"resume_text": text})
        await uow.due_indexes.promise(user_id)
        await uow.commit()
    return stored


async def index_state(call: Call[Nothing, Nothing]) -> IndexStateAnswer:
    """Return whether all that is stored of the caller is indexed."""
    async with call.services.database.unit_of_work() as uow:
        pending = await uow.due_indexes.is_due(call.user_id)
    return IndexStateAnswer(state=IndexState.PENDING if pending else IndexState.CURRENT)


async def index_now(call: Call[Nothing, Nothing]) -> IndexAnswer:
    """Index the profile and the finished interviews, and return when it is done."""
    indexed = await index(call.services, call.user_id)
    return IndexAnswer(
        indexed_chunks=indexed.chunks,
        collection=indexed.collection,
        took_ms=indexed.took_milliseconds,
    )


async def read_posting(call: Call[PostingBody, Nothing]) -> PostingAnswer:
    """Return a posting's text and what it asks for; of an address, its page's."""
    text = await posting_text(call.body.job_description, call.services.pages)
    return _read_of(text or "", ())


async def read_posting_file(call: Call[Nothing, Nothing]) -> PostingAnswer:
    """Return a file's text and what it asks for."""
    upload = await read_upload(call.request, MAX_FILE_BYTES)
    read = await call.services.resumes.read(call.user_id, upload.name, upload.content)
    return _read_of(read.text[:MAX_CHARACTERS], read.notes)


def _read_of(text: str, notes: tuple[str, ...]) -> PostingAnswer:
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
        path="/ai-interview/profile",
        handler=create,
        summary="Create the profile",
        tag="profile",
        body=ProfileBody,
        query=Nothing,
        answer=ProfileAnswer,
        status=201,
        errors=(ConflictError, PostingAddressError),
    ),
    Operation(
        method="GET",
        path="/ai-interview/profile",
        handler=read,
        summary="Get the profile",
        tag="profile",
        body=Nothing,
        query=Nothing,
        answer=ProfileAnswer,
        errors=(NotFoundError,),
    ),
    Operation(
        method="PUT",
        path="/ai-interview/profile",
        handler=change,
        summary="Change the fields that are sent",
        tag="profile",
        body=ProfileBody,
        query=Nothing,
        answer=ProfileAnswer,
        errors=(NotFoundError, PostingAddressError),
    ),
    Operation(
        method="POST",
        path="/ai-interview/profile/resume",
        handler=upload_resume,
        summary="Upload a resume",
        tag="profile",
        body=Nothing,
        query=Nothing,
        answer=ResumeAnswer,
        takes_file=True,
        errors=(*RESUME_ERRORS, UnsupportedMediaTypeError),
    ),
    Operation(
        method="GET",
        path="/ai-interview/profile/resume/suggestion",
        handler=suggestion,
        summary="What the stored resume states",
        tag="profile",
        body=Nothing,
        query=Nothing,
        answer=SuggestionAnswer,
        limit="chat",
        errors=(NotFoundError,),
    ),
    Operation(
        method="GET",
        path="/ai-interview/profile/index",
        handler=index_state,
        summary="Whether the coach finds all that is stored",
        tag="profile",
        body=Nothing,
        query=Nothing,
        answer=IndexStateAnswer,
    ),
    Operation(
        method="POST",
        path="/ai-interview/profile/index",
        handler=index_now,
        summary="Index profile and interviews now",
        tag="profile",
        body=Nothing,
        query=Nothing,
        answer=IndexAnswer,
        errors=(KnowledgeUnavailableError, EmbeddingsUnavailableError),
    ),
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
