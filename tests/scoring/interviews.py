"""A small question bank and turn logs for tests of whole interviews."""

from datetime import UTC, datetime

from core.interview import InterviewRequest, InterviewSession, InterviewType, SessionStatus
from core.move import Move, MoveKind
from core.plan import InterviewPlan, KeyPoint, ProbeAspect, Question, QuestionKind
from core.turn import Interaction, Role

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def question(
    name: str,
    text: str,
    kind: QuestionKind,
    points: dict[str, tuple[str, ...]],
    outline: str,
    dimensions: tuple[str, ...] = (),
    misconceptions: tuple[str, ...] = (),
) -> Question:
    return Question(
        id=f"test-{name}",
        text=text,
        kind=kind,
        competency=name.replace("-", " "),
        level="medium",
        roles=("general",),
        dimensions=dimensions,
        key_points=tuple(
            KeyPoint(text=point, phrasings=phrasings) for point, phrasings in points.items()
        ),
        probes={
            ProbeAspect.DEPTH: "How exactly?",
            ProbeAspect.RESULT: "What came of it?",
            ProbeAspect.OWN_ROLE: "What did you do?",
        },
        hints=("Start small.", "Think of a case."),
        misconceptions=misconceptions,
        outline=outline,
    )


INDEXES = question(
    "database-indexes",
    "What does a database index do, and what does it cost?",
    QuestionKind.TECHNICAL,
    {
        "Finds rows without reading the whole table": (
            "without scanning the whole table",
            "avoids a full table scan",
        ),
        "Is a sorted structure such as a B-tree": ("b-tree", "balanced tree", "sorted structure"),
        "Slows down writes": ("slows down writes", "every insert has to update the index"),
        "Takes disk space": ("takes extra space", "more storage on disk"),
        "Helps selective columns most": ("selective column", "high cardinality"),
    },
    "An index is a sorted structure, usually a B-tree, that finds rows without scanning the whole "
    "table. It pays off on selective columns. It slows down writes, because every insert has to "
    "update the index, and it takes extra space on disk.",
    misconceptions=("an index makes writes faster",),
)
CONFLICT = question(
    "conflict",
    "Tell me about a time you disagreed with a colleague. What did you do?",
    QuestionKind.PAST_BEHAVIOUR,
    {
        "Names what the disagreement was about": ("we disagreed about", "different opinion on"),
        "Listened to the other side": ("asked why", "listened to her reasons", "heard him out"),
        "Looked for evidence": ("measured both", "built a small prototype", "ran a test"),
        "Agreed on a decision": ("we agreed on", "we decided together"),
    },
    "Last year at my previous company we disagreed about splitting a service. I had to decide for "
    "our team. I asked why she wanted it and listened to her reasons, then I built a small "
    "prototype and measured both designs. We agreed on keeping one service, and as a result we "
    "shipped two weeks early.",
    dimensions=("star", "teamwork"),
)
SHORTENER = question(
    "link-shortener",
    "How would you build a service that shortens links?",
    QuestionKind.PROBLEM,
    {
        "Asks about the load": ("how many reads", "requests per second", "read heavy"),
        "Makes a short unique code": ("base sixty-two", "unique code from a counter"),
        "Keeps codes in a key-value store": ("key-value store", "look up by the code"),
        "Caches popular links": ("cache popular links", "cache the hot links"),
    },
    "First I would ask how many reads and writes there are; I assume it is read heavy. I make a "
    "unique code from a counter in base sixty-two and keep it in a key-value store, because we "
    "only look up by the code. Instead of random codes this avoids collisions. Then I cache "
    "popular links and measure the hit rate, say 95 percent.",
)
MOTIVATION = question(
    "motivation",
    "Why do you want to work in this role?",
    QuestionKind.MOTIVATION,
    {
        "Names what draws them to the work": ("what draws me", "i enjoy building"),
        "Links it to what they did": ("in my last job i built", "i have worked on"),
        "Says what they want to learn": ("i want to learn", "grow into"),
        "Knows the company": ("your product", "your team builds"),
    },
    "What draws me is that your team builds tools that engineers use every day. In my last job I "
    "built internal tools for two years, and I enjoy building things people ask for. I want to "
    "learn how to run them for thousands of users, and to grow into an architect.",
)
BANK = (INDEXES, CONFLICT, SHORTENER, MOTIVATION)


def session(
    *questions: Question, kind: InterviewType = InterviewType("technical"), role: str = ""
) -> InterviewSession:
    return InterviewSession(
        id=1,
        user_id=1,
        request=InterviewRequest("Practice", kind, role_context=role or None),
        status=SessionStatus.COMPLETED,
        plan=InterviewPlan(questions=questions or BANK),
        opener="Hello.",
        created_at=NOW,
    )


class Log:
    """Builds a turn log move by move."""

    def __init__(self) -> None:
        self.turns: list[Interaction] = []
        self._number = 0
        self._question_id: str | None = None

    def says(self, kind: MoveKind, text: str = "Go on.") -> "Log":
        """Add an interviewer's turn to the open question."""
        move = Move(kind=kind, question_number=self._number, question_id=self._question_id)
        return self._add(Role.ASSISTANT, text, move)

    def asks(self, asked: Question) -> "Log":
        """Add the interviewer asking the next question."""
        self._number += 1
        self._question_id = asked.id
        return self.says(MoveKind.ASK, asked.text)

    def hears(self, text: str) -> "Log":
        """Add the candidate's turn."""
        return self._add(Role.USER, text, None)

    def _add(self, role: Role, text: str, move: Move | None) -> "Log":
        number = len(self.turns) + 1
        self.turns.append(
            Interaction(
                1, f"item-{number}", role, text, NOW, id=number, offset_seconds=10.0 * number,
                move=move, question_number=self._number, question_id=self._question_id,
            )
        )  # fmt: skip
        return self


def interview(*pairs: tuple[Question, str]) -> Log:
    """Return a log that asks each question, hears its answer (empty: silence), and closes."""
    log = Log().says(MoveKind.GREET, "Hello, shall we begin?").hears("Yes, let's begin.")
    for asked, answer in pairs:
        log.asks(asked)
        if answer:
            log.hears(answer)
        else:
            log.says(MoveKind.NUDGE)
    return log.says(MoveKind.CLOSE, "Thank you, goodbye.")
