"""Rubrics of an installation: what a file changes, and what is said of one that cannot work."""

from pathlib import Path

import pytest

from core.errors import PromptError
from core.interview import InterviewType
from prompts.interview_types import interview_types
from scoring.judge.prompt import JudgePrompt, judging_hash
from scoring.rules.rubrics import load_rubric, load_rubrics
from scoring.service import OfflineAssessor
from tests.scoring.interviews import BANK, CONFLICT, INDEXES, NOW, SHORTENER, interview, session

HEAVY_STORIES = """
version: our-1
groups:
  - {name: content, weight: 40}
  - {name: behavioral, weight: 30}
dimensions:
  - {name: technical_accuracy, weight: 8}
  - {name: star_method, weight: 20}
"""
ANOTHER_CASE = """
version: our-case-1
dimensions:
  - name: problem_solving
    rule: How many of six things of our handbook you did aloud.
"""


def write(folder: Path, name: str, text: str) -> Path:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_folder_every_type_has_the_shipped_rubric() -> None:
    rubrics = load_rubrics()
    assert rubrics.every == (load_rubric(),)
    assert all(rubrics.of(kind) is rubrics.for_all for kind in interview_types())


def test_a_file_states_only_what_differs(tmp_path: Path) -> None:
    changed = load_rubrics(write(tmp_path, "rubric", HEAVY_STORIES)).for_all
    shipped = load_rubric()
    assert changed.version == "our-1"
    assert changed.dimension("star_method").weight == 20
    assert changed.dimension("star_method").levels == shipped.dimension("star_method").levels
    assert changed.dimension("relevance") == shipped.dimension("relevance")
    assert changed.panel == shipped.panel


def test_a_type_builds_on_what_is_changed_for_all(tmp_path: Path) -> None:
    write(tmp_path, "rubric", HEAVY_STORIES)
    rubrics = load_rubrics(write(tmp_path, "case", ANOTHER_CASE))
    case = rubrics.of(InterviewType("case"))
    assert case.version == "our-case-1"
    assert case.dimension("star_method").weight == 20
    assert case.dimension("problem_solving").rule.startswith("How many of six things of our")
    assert rubrics.of(InterviewType("technical")).version == "our-1"


def test_an_assessment_is_made_by_the_rubric_of_its_type(tmp_path: Path) -> None:
    folder = write(tmp_path, "technical", HEAVY_STORIES)
    turns = interview(*((q, q.outline) for q in (INDEXES, CONFLICT, SHORTENER))).turns
    ours = OfflineAssessor(lambda: NOW, lambda: BANK, lambda: load_rubrics(folder))
    shipped = OfflineAssessor(lambda: NOW, lambda: BANK)
    by_ours = ours.assess_now(session(), turns)
    by_shipped = shipped.assess_now(session(), turns)
    assert by_ours.rubric_version == "our-1"
    assert by_ours.overall_score != by_shipped.overall_score
    of_case = ours.assess_now(session(kind=InterviewType("case")), turns)
    assert of_case.rubric_version == load_rubric().version


def test_what_a_model_earned_under_one_rubric_does_not_hold_under_another(tmp_path: Path) -> None:
    shipped = load_rubrics()
    assert judging_hash(shipped) == JudgePrompt(load_rubric()).hash
    changed = load_rubrics(write(tmp_path, "case", ANOTHER_CASE))
    assert judging_hash(changed) != judging_hash(shipped)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("rubric", "version: [", "rubric.yaml: not valid YAML"),
        ("rubric", "- a list", "must be a mapping"),
        ("rubric", "dimensions: []", "needs a version of its own"),
        ("rubric", "version: x\nweights: {}", "unknown: weights"),
        ("rubric", "version: x\ndimensions: {name: pace}", "must be a list of mappings"),
        ("rubric", "version: x\ndimensions: [{name: charm, weight: 5}]", "unknown: charm"),
        ("rubric", "version: x\ndimensions: [{name: pace, weight: 6}]", "must add up to 30"),
        ("rubric", "version: x\ngroups: [{name: content, weight: 60}]", "must add up to 100"),
        ("rubric", "version: x\ndimensions: [{name: pace, levels: [one, two]}]", "at least 5"),
        ("rubric", "version: x\ndimensions: [{name: clarity, checks: {}}]", "at least one check"),
        ("rubric", "version: x\ndimensions: [{name: clarity, vetoes: {C9: 1}}]", "C9"),
        ("rubric", "version: x\ndimensions: [{name: clarity, computed: true}]", "computed must be"),
        ("rubric", "version: x\ndimensions: [{name: clarity, shade: blue}]", "Extra inputs"),
        ("small-talk", "version: x", "no interview is of the type small-talk"),
    ],
)
def test_a_rubric_that_cannot_work_is_refused_with_the_reason(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    with pytest.raises(PromptError) as refused:
        load_rubrics(write(tmp_path, name, text))
    assert said in str(refused.value)
    assert str(tmp_path) in str(refused.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="no such folder"):
        load_rubrics(tmp_path / "nowhere")
