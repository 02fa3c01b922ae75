"""Values for storage tests, full where a round trip could lose something."""

from datetime import UTC, datetime, timedelta

from core.assessment import Assessment, DimensionScore, Evidence, Feedback
from core.delivery import Delivery, Pause
from core.interview import Difficulty, InterviewRequest, InterviewType, Mode, Patience
from core.move import Move, MoveKind, Reason, WordedBy
from core.plan import (
    Claim,
    InterviewPlan,
    KeyPoint,
    Passage,
    ProbeAspect,
    Question,
    QuestionKind,
)
from core.turn import (
    Artifact,
    ArtifactKind,
    Interaction,
    Role,
    SpeechSegment,
    TimingBasis,
    TypingSegment,
    Word,
)
from storage import UnitOfWork

NOW = datetime(2026, 3, 4, 5, 6, 7, 891_234, tzinfo=UTC)


def question(name: str = "technical-caching") -> Question:
    """Return a question with every field set."""
    return Question(
        id=name,
        text="How would you cache this? “Naïvely”, say.",
        kind=QuestionKind.TECHNICAL,
        competency="caching",
        level="hard",
        roles=("backend", "general"),
        dimensions=("teamwork",),
        minutes=3.5,
        key_points=tuple(
            KeyPoint(text=f"point {n}", phrasings=("so", "or so"), weight=0.1 + n / 3)
            for n in range(4)
        ),
        probes={
            ProbeAspect.RESULT: "What came of it?",
            ProbeAspect.DEPTH: "Why?",
            ProbeAspect.FAILURE: "What broke?",
        },
        hints=("small", "large"),
        misconceptions=("caches are free",),
        outline="…",
        source="resume",
    )


def plan() -> InterviewPlan:
    """Return a plan with every field set."""
    return InterviewPlan(
        questions=(question("technical-b"), question("technical-a")),
        reserves=(question("technical-c"),),
        claims=(Claim(kind="years", value="5", source="resume"),),
        passages=(Passage(text="Led a team of 4 \U0001f469\u200d\U0001f4bb", source="resume"),),
        prepared_by="a-model",
        role_notes="Remote.",
    )


def request(
    title: str = "Practice", interview_type: InterviewType = InterviewType("technical")
) -> InterviewRequest:
    """Return a request with every field set."""
    return InterviewRequest(
        title=title,
        interview_type=interview_type,
        mode=Mode.VOICE,
        role_context="Staff Engineer",
        company_context="Æther GmbH",
        difficulty_level=Difficulty.HARD,
        custom_instructions="Be kind.",
        planned_question_count=7,
        duration_minutes=45,
        record_audio=True,
        camera_opt_in=True,
        own_pace=True,
        patience=Patience.PATIENT,
        code_pane=True,
        job_description="Requirements\n- Patience",
    )


def delivery() -> Delivery:
    """Return a delivery with values that floats and nulls could lose."""
    return Delivery(
        lexical_word_count=3,
        word_count=4,
        talk_seconds=1 / 3,
        words_per_minute=145.3,
        articulation_rate_wpm=0.1 + 0.2,
        filler_word_count=0,
        expected_filler_count=0.95,
        filler_words={"um": 2, "äh": 1, "a": 3},
        pauses=(Pause(start_seconds=1.1, end_seconds=3.3, mid_clause=None, exempt=True),),
        sentiment=-0.25,
        delivery_scorable=True,
        not_measured={"hedge_weight": "too_short"},
    )


def answer(session_id: int, item_id: str = "item_1", seconds: float = 0.0) -> Interaction:
    """Return a candidate's turn with every field set, spoken `seconds` after `NOW`."""
    return Interaction(
        session_id=session_id,
        item_id=item_id,
        role=Role.USER,
        content="I would… use Redis — “write-through”. 👍\n",
        created_at=NOW + timedelta(seconds=seconds),
        offset_seconds=12.000000000000002,
        duration_seconds=61.7,
        response_time_seconds=0.8,
        timing_basis=TimingBasis.WORDS_AND_VOICE_ACTIVITY,
        words=(Word("I", 12.1, 12.2, 0.987654321), Word("would…", 12.3, 1 / 3 + 12)),
        speech_segments=(SpeechSegment(12.0, 13.7), SpeechSegment(15.000000001, 70.25)),
        asr_verbatim=True,
        interrupted=True,
        move=Move(
            kind=MoveKind.PROBE,
            question_number=2,
            question_id="technical-a",
            aspect=ProbeAspect.TRADE_OFFS,
            anchor="Redis",
            level=1,
            reason=Reason.VAGUE,
        ),
        question_number=2,
        question_id="technical-a",
        worded_by=WordedBy.TEMPLATE_AFTER_MODEL_LATE,
        delivery=delivery(),
        audio_s3_key="recordings/1.ogg",
        tool_results=({"tool": "search", "hits": [1, 2.5, None, {"deep": True}]}, {}),
        latency={"transcription": 0.25, "first_token": 1e-9},
        faults=("stt retried",),
        not_measured={"sentiment": "language"},
        retry_of=7,
        heard="I led the team on plat forms.",
        artifact=Artifact(
            kind=ArtifactKind.CODE, language="c++", content="int\tx = 1; // “Ω” 👍 </script>\r\n"
        ),
        typing=(TypingSegment(13.0, 14.000000001),),
    )


def assessment(session_id: int, overall_score: float | None = 82.5) -> Assessment:
    """Return an assessment with evidence and feedback."""
    return Assessment(
        session_id=session_id,
        method="basic",
        rubric_version="1",
        prompt_hash="abc",
        overall_score=overall_score,
        band=15.0,
        coverage=80.0,
        summary_word=None,
        group_scores={"communication": 71.25, "content": 90.0, "behavioral": None},
        dimensions=(
            DimensionScore(
                name="clarity",
                group="communication",
                weight=7,
                score=88.1,
                level=3,
                evidence=(Evidence(quote="use Redis", interaction_id=4, offset_seconds=12.5),),
                measures={"sentence_words": 14.5, "count": 3, "kind": "x", "none": None},
            ),
            DimensionScore(
                name="star_method", group="behavioral", weight=10, null_reason="not asked"
            ),
        ),
        feedback=Feedback(
            strengths=("Clear",),
            weaknesses=("Examples", "Edge cases"),
            detailed_feedback="Good.",
            next_steps=("Practise",),
            recommended_topics=("CAP",),
            evidence={"Clear": (Evidence(quote="use Redis"),)},
        ),
        words_per_minute=145.0,
        filler_word_count=0,
        answered_question_count=5,
        notes=("no model",),
        assessed_at=NOW,
    )


async def add_user(uow: UnitOfWork, email: str = "ada@example.org") -> int:
    """Store a user and return the id."""
    return (await uow.users.add(email, "hash")).id


async def add_session(
    uow: UnitOfWork, user_id: int, interview_type: InterviewType = InterviewType("technical")
) -> int:
    """Store a session and return the id."""
    session = await uow.sessions.add(user_id, request("Practice", interview_type), plan(), "Hello!")
    return session.id
