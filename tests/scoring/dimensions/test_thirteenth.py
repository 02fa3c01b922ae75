"""A thirteenth dimension is one object in one file: everything else reads the tuple."""

import json
import subprocess
import sys
from pathlib import Path

HUMOUR = """
from scoring.dimensions.dimension import Dimension, Said, Scored


def _rate(said: Said) -> Scored:
    return 60.0, [said.text], {"jokes": 1}


HUMOUR = Dimension(
    name="humour",
    group="communication",
    rate=_rate,
    own_text={
        "title": "Humour",
        "weight": 3,
        "rule": "A joke is worth sixty points.",
        "levels": ["no joke", "a pun", "a joke", "a good joke", "everybody laughs"],
        "next": ["Tell one.", "Tell another.", "Wait for it.", "Smile too.", "Keep it."],
        "checks": {"H1": "Somebody would laugh."},
    },
)
"""
ASKED = """
import json
import scoring.dimensions
from more_dimensions.humour import HUMOUR
scoring.dimensions.DIMENSIONS += (HUMOUR,)

from api.openapi import openapi
from api.schemas.assessment import AssessAnswer
from scoring.judge.reply import schema_for
from scoring.rules.rubrics import load_rubric
from scoring.service import OfflineAssessor
from tests.scoring.interviews import BANK, INDEXES, NOW, interview, session
from api.routes.results import OPERATIONS

turns = interview((INDEXES, INDEXES.outline)).turns
found = OfflineAssessor(lambda: NOW, lambda: BANK).assess_now(session(), turns)
schemas = openapi(OPERATIONS)["components"]["schemas"]
print(json.dumps({
    "assessment": found.score("humour"),
    "answer": AssessAnswer.of(found).model_dump(mode="json")["communication_scores"],
    "weights": sum(d.weight for d in load_rubric().in_group("communication")),
    "openapi": sorted(n for n, s in schemas.items() if "humour_score" in s.get("properties", {})),
    "judge": sorted(schema_for(load_rubric(), ["humour"])["properties"]),
}))
"""


def test_a_thirteenth_dimension_is_found_everywhere(tmp_path: Path) -> None:
    package = tmp_path / "more_dimensions"
    package.mkdir()
    (package / "humour.py").write_text(HUMOUR)
    found = json.loads(
        subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{ASKED}"],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[3],
        ).stdout
    )
    assert found["assessment"] == 60.0
    assert found["answer"]["humour_score"] == 60.0
    assert abs(found["weights"] - 30) < 1e-9
    assert found["openapi"] == ["CommunicationScores", "CompleteAnswer"]
    assert found["judge"] == ["humour"]
