"""Loading authored files: what is wrong in them is said at once, with the place."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from core.errors import PromptError
from core.interview import InterviewType
from prompts import Prompt, load_prompt, load_questions, load_yaml, loader
from prompts.interview_types import interview_types


@pytest.fixture
def authored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for `prompts/`."""
    monkeypatch.setattr(loader, "files", lambda _package: tmp_path)
    (tmp_path / "questions").mkdir()
    return tmp_path


QUESTION = """
- id: technical-one
  text: How would you cache this?
  kind: technical
  competency: caching
  level: medium
  roles: [backend]
  key_points:
    - {text: a, phrasings: [a, b]}
    - {text: b, phrasings: [a, b]}
    - {text: c, phrasings: [a, b]}
    - {text: d, phrasings: [a, b]}
  probes: {depth: "Why?", result: "And then?", failure: "What broke?"}
  hints: [small, large]
  outline: "…"
"""


def test_a_prompt_is_filled_with_every_placeholder(authored: Path) -> None:
    (authored / "greet.md").write_text("\nHello {{name}}, {{name}}: {{role_2}} {not_one}\n")
    prompt = load_prompt("greet")
    assert prompt.placeholders == {"name", "role_2"}
    assert prompt.fill(name="Ada", role_2=3) == "Hello Ada, Ada: 3 {not_one}"


def test_what_a_value_holds_is_never_read_as_a_placeholder() -> None:
    prompt = Prompt("p", "{{answer}} / {{secret}}")
    assert prompt.fill(answer=r"{{secret}} \1", secret="s") == r"{{secret}} \1 / s"


def test_a_missing_value_is_named() -> None:
    with pytest.raises(PromptError, match=r"prompts/p\.md: no value for b, c"):
        Prompt("p", "{{a}} {{c}} {{b}}").fill(a=1)


def test_an_unused_value_is_named() -> None:
    with pytest.raises(PromptError, match=r"prompts/p\.md: has no placeholder extra"):
        Prompt("p", "{{a}}").fill(a=1, extra=2)


@pytest.mark.parametrize("text", ["{{ name }}", "{{Name}}", "{{name", "name}}", "{{a}}}}"])
def test_braces_that_are_no_placeholder_are_refused(authored: Path, text: str) -> None:
    (authored / "bad.md").write_text(text)
    with pytest.raises(PromptError, match=r"prompts/bad\.md"):
        load_prompt("bad")


def test_a_missing_file_is_named(authored: Path) -> None:
    with pytest.raises(PromptError, match=r"prompts/nowhere/to\.md: cannot be read"):
        load_prompt("nowhere/to")
    with pytest.raises(PromptError, match=r"prompts/questions/case\.yaml: cannot be read"):
        load_questions(InterviewType("case"))


@pytest.mark.parametrize("reader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_broken_yaml_is_named_with_its_line(
    authored: Path, monkeypatch: pytest.MonkeyPatch, reader: object
) -> None:
    monkeypatch.setattr(loader, "_YAML", reader)
    (authored / "rubric.yaml").write_text("a: 1\nb: [1,\nc: }")
    with pytest.raises(PromptError, match=r"prompts/rubric\.yaml: not valid YAML.*(?s:.)*line 3"):
        load_yaml("rubric.yaml")


@pytest.mark.parametrize("reader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_yaml_makes_no_objects(
    authored: Path, monkeypatch: pytest.MonkeyPatch, reader: object
) -> None:
    monkeypatch.setattr(loader, "_YAML", reader)
    (authored / "rubric.yaml").write_text("!!python/object/apply:os.getcwd []")
    with pytest.raises(PromptError, match="could not determine a constructor"):
        load_yaml("rubric.yaml")


def test_a_file_that_is_not_utf8_is_named(authored: Path) -> None:
    (authored / "latin.md").write_bytes(b"caf\xe9")
    with pytest.raises(PromptError, match=r"prompts/latin\.md"):
        load_prompt("latin")


def test_questions_are_read_in_the_order_of_the_file(authored: Path) -> None:
    second = QUESTION.replace("technical-one", "technical-another")
    (authored / "questions/technical.yaml").write_text(QUESTION + second)
    questions = load_questions(InterviewType("technical"))
    assert [question.id for question in questions] == ["technical-one", "technical-another"]


def test_a_question_that_is_wrong_is_named_with_its_field(authored: Path) -> None:
    wrong = QUESTION.replace("level: medium", "level: brutal").replace("technical-one", "case-two")
    (authored / "questions/technical.yaml").write_text(QUESTION + wrong)
    with pytest.raises(
        PromptError, match=r"questions/technical\.yaml: question 2 \(case-two\): level:"
    ):
        load_questions(InterviewType("technical"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "must be a list of questions"),
        ("a: b", "must be a list of questions"),
        ("[]", "must be a list of questions"),
        ("- just words", r"question 1 \(not a mapping\)"),
        ("- text: x", r"question 1 \(no id\): id: Field required"),
        (QUESTION + QUESTION, r"question 2 \(technical-one\): the id is used twice"),
        (QUESTION + "  extra: 1\n", "extra: Extra inputs are not permitted"),
    ],
)
def test_a_question_file_of_the_wrong_form_is_refused(
    authored: Path, content: str, message: str
) -> None:
    (authored / "questions/technical.yaml").write_text(content)
    with pytest.raises(PromptError, match=message):
        load_questions(InterviewType("technical"))


@pytest.mark.parametrize("interview_type", list(interview_types()))
def test_every_type_of_interview_has_questions(interview_type: InterviewType) -> None:
    assert len(load_questions(interview_type)) >= 8


def test_authored_files_are_found_from_any_folder(tmp_path: Path) -> None:
    program = (
        "from core.interview import InterviewType\n"
        "from prompts import load_questions\n"
        "print(len(load_questions(InterviewType('general'))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(loader.__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) >= 8
