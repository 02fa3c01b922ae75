"""Starting an interview: prepare it, keep the plan, say the first words."""

from dataclasses import dataclass, replace

from api.documents.posting import posting_text
from api.interviews.message import KeyReusedError
from api.rooms.written import written_item_id
from api.services import Services
from core.errors import ConflictError
from core.interview import CandidateProfile, InterviewRequest, InterviewSession, Mode
from core.move import WordedBy
from core.ports import Prepared
from core.turn import Interaction, Role


@dataclass(frozen=True, slots=True)
class RequestKey:
    """An idempotency key and the request that came with it, both hashed."""

    key_hash: str
    request_hash: str


async def start(
    services: Services, user_id: int, request: InterviewRequest, key: RequestKey | None = None
) -> InterviewSession:
    """Return a new active session, or the one that was started under the same key.

    A written interview begins at once: its opener is its first turn. The opener of a spoken one is
    said, and logged, in the room. Raises `KeyReusedError`, and `PostingAddressError` for a posting
    whose address cannot be read.
    """
    if key is not None and (earlier := await _started_under(services, user_id, key)):
        return earlier
    async with services.database.unit_of_work() as uow:
        profile = await uow.profiles.get(user_id) or CandidateProfile(user_id=user_id)
    if request.job_description is None:
        posting = profile.job_description
    else:
        posting = await posting_text(request.job_description, services.pages)
    request = replace(request, job_description=posting)
    prepared = await services.planner.prepare(request, profile)
    try:
        return await store(services, user_id, request, prepared, key)
    except ConflictError:
        # the same request twice at once: the other one was first
        if key is not None and (earlier := await _started_under(services, user_id, key)):
            return earlier
        raise


async def store(
    services: Services,
    user_id: int,
    request: InterviewRequest,
    prepared: Prepared,
    key: RequestKey | None = None,
) -> InterviewSession:
    """Store a prepared interview, a written one with its first turn, and return its session.

    Raises `ConflictError` for a key that was used before.
    """
    now = services.clock()
    async with services.database.unit_of_work() as uow:
        session = await uow.sessions.add(user_id, request, prepared.plan, prepared.opener)
        if prepared.langsmith_run_id is not None:
            await uow.sessions.set_trace(
                session.id, prepared.langsmith_run_id, prepared.langsmith_trace_url
            )
        if prepared.model_calls:
            await uow.model_calls.add(session.id, prepared.model_calls)
        if key is not None:
            await uow.session_keys.add(user_id, key.key_hash, key.request_hash, session.id)
        if request.mode is Mode.TEXT:
            await uow.sessions.mark_started(session.id, now)
            move = prepared.opening_move
            opening = Interaction(
                session_id=session.id,
                item_id=written_item_id(),
                role=Role.ASSISTANT,
                content=prepared.opener,
                created_at=now,
                offset_seconds=0.0,
                move=move,
                question_number=move.question_number,
                question_id=move.question_id,
                worded_by=WordedBy.TEMPLATE,
            )
            await uow.interactions.add(opening)
        await uow.commit()
    return session


async def _started_under(
    services: Services, user_id: int, key: RequestKey
) -> InterviewSession | None:
    async with services.database.unit_of_work() as uow:
        found = await uow.session_keys.find(user_id, key.key_hash)
        if found is None:
            return None
        session_id, request_hash = found
        if request_hash != key.request_hash:
            raise KeyReusedError("This idempotency key was used for another interview.")
        return await uow.sessions.get_for_user(session_id, user_id)
