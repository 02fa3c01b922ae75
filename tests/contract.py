"""What the contract shows of its answers, and what a client written from it could not read."""

from typing import Any

CREATED: dict[str, Any] = {
    "id": 1,
    "user_id": 123,
    "current_role": "Software Engineer",
    "target_role": "Senior Software Engineer",
    "created_at": "2025-12-07T10:00:00Z",
}
STARTED: dict[str, Any] = {
    "session_id": 456,
    "message": "Interview started successfully",
    "response": "Hello! I'm excited to conduct this technical interview with you today.",
    "status": "active",
    "question_count": 0,
}
REPLIED: dict[str, Any] = {
    "session_id": 456,
    "response": "That's a great start!",
    "status": "active",
    "question_count": 1,
    "analysis": {
        "question_1": {
            "response_length": 250,
            "word_count": 45,
            "timestamp": "2025-12-07T10:05:00Z",
        }
    },
}
COMPLETED: dict[str, Any] = {
    "id": 456,
    "status": "completed",
    "overall_score": 82.5,
    "verbal_communication_score": 85.0,
    "clarity_score": 88.0,
    "confidence_score": 82.0,
    "technical_accuracy_score": 90.0,
    "problem_solving_score": 80.0,
    "strengths": {"strengths": ["Strong technical foundation"]},
    "weaknesses": {"weaknesses": ["Could provide more concrete examples"]},
    "detailed_feedback": "Overall excellent performance.",
    "completed_at": "2025-12-07T10:30:00Z",
}
ASSESSED: dict[str, Any] = {
    "session_id": 456,
    "overall_score": 82.5,
    "communication_scores": {
        "verbal_communication_score": 85.0,
        "clarity_score": 88.0,
        "confidence_score": 82.0,
        "pace_score": 84.0,
        "words_per_minute": 145,
        "filler_word_count": 3,
    },
    "content_scores": {
        "technical_accuracy_score": 90.0,
        "problem_solving_score": 80.0,
        "structure_score": 85.0,
        "relevance_score": 88.0,
    },
    "behavioral_scores": {
        "star_method_score": None,
        "leadership_score": None,
        "teamwork_score": None,
    },
    "feedback": {
        "strengths": ["Strong technical foundation"],
        "weaknesses": ["Could provide more examples"],
        "detailed_feedback": "Excellent performance overall...",
        "next_steps": ["Practice system design patterns"],
        "recommended_topics": ["CAP theorem"],
    },
    "assessed_at": "2025-12-07T10:35:00Z",
}
ROOM: dict[str, Any] = {
    "token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
    "room_name": "interview-room-456",
    "participant_name": "John",
    "url": "wss://livekit.example.com",
    "expires_at": "2025-12-07T11:00:00Z",
}


def misfits(example: Any, told: Any, path: str = "") -> list[str]:
    """Return where an answer is not what a client written from the example reads.

    Fields beside the example's are no matter; a score may be null, which is "not measured".
    """
    if isinstance(example, dict) and isinstance(told, dict):
        return [
            misfit
            for name, value in example.items()
            for misfit in (
                misfits(value, told[name], f"{path}.{name}")
                if name in told
                else [f"{path}.{name} is missing"]
            )
        ]
    if isinstance(example, list) and isinstance(told, list):
        return [misfit for each in told for misfit in misfits(example[0], each, f"{path}[]")]
    if path.endswith("_score") and (told is None or example is None):
        return [] if told is None or type(told) is float else [f"{path} is {told!r}"]
    if type(told) is not type(example):
        return [f"{path} is {told!r}, as {example!r} is not"]
    is_moment = isinstance(example, str) and path.endswith(("_at", "timestamp"))
    return [f"{path} is {told!r}"] if is_moment and not told.endswith("Z") else []
