"""The demo's candidate and what it shows, without a room."""

from wiring.demo.report import assessment_lines, measure_lines
from wiring.demo.script import Script, load_answers


def test_a_new_question_gets_a_fitting_story_and_probes_get_its_follow_ups() -> None:
    answers = load_answers()
    script = Script(answers)
    told = script.reply("Tell me about a real conflict with a colleague.", 1, "greet")
    story = next(story for story in answers.stories if story.text == told)
    assert "colleague" in told
    assert script.reply("What did you give up?", 1, "probe") == story.follow_ups[0]
    assert script.reply("And then?", 1, "probe") == story.follow_ups[1]
    other = script.reply("What was the angriest customer you had?", 2, "ask")
    assert other != told
    assert "customer" in other


def test_the_wrap_up_gets_the_closing() -> None:
    script = Script(load_answers())
    assert "no more questions" in script.reply("Any questions for me?", 0, "wrap_up")


def test_what_was_not_measured_is_a_dash() -> None:
    turn = {
        "role": "user",
        "content": "I led the team.",
        "duration_seconds": None,
        "words_per_minute": None,
        "filler_words": None,
        "pauses": None,
    }
    header, line = measure_lines([turn, {"role": "assistant"}])
    assert header.split()[:3] == ["#", "sec", "wpm"]
    assert line.split()[:3] == ["1", "–", "–"]


def an_assessment(**values: object) -> dict[str, object]:
    return {
        "overall_score": None,
        "band": None,
        "coverage": 0.0,
        "provisional": False,
        "summary_word": None,
        "assessment_method": "basic",
        "dimensions": [],
        "strengths": {"strengths": []},
        "weaknesses": {"weaknesses": []},
        "next_steps": [],
        "recommended_topics": [],
        "rewritten_answer": None,
        "next_interview": None,
        **values,
    }


def test_an_assessment_without_a_number_says_so_in_a_word() -> None:
    assert list(assessment_lines(an_assessment(summary_word="developing"))) == [
        "Overall: developing"
    ]


def test_every_number_is_shown_with_its_rule_and_evidence() -> None:
    evidence = {"quote": "I led it", "question_number": 2, "offset_seconds": 75.0, "supports": True}
    measured = {
        "title": "Relevance",
        "score": 71.4,
        "rule": "What was asked is in the answer.",
        "evidence": [evidence, {**evidence, "offset_seconds": None, "supports": False}],
        "next_level": "Name the result.",
    }
    unmeasured = {"title": "Eye contact", "score": None, "null_reason": "no camera"}
    result = an_assessment(
        overall_score=64.2, band=15.0, coverage=80.0, dimensions=[measured, unmeasured]
    )
    assert list(assessment_lines(result)) == [
        "Overall: 64 (49-79), based on 80 % of the rubric, method: basic",
        "\nRelevance                     71",
        "  What was asked is in the answer.",
        '  + "I led it" (question 2, 1:15)',
        '  - "I led it" (question 2)',
        "  > Name the result.",
        "\nEye contact                    –",
        "  no camera",
    ]


def test_feedback_a_better_answer_and_what_to_practise_follow() -> None:
    result = an_assessment(
        strengths={"strengths": ["Clear."]},
        next_steps=["Time yourself."],
        rewritten_answer={"question_number": 3, "text": "Last year I led it."},
        next_interview={
            "focus": [{"title": "STAR", "why": "It was low.", "practise": "Say when."}]
        },
    )
    assert list(assessment_lines(result))[1:] == [
        "\nStrengths",
        "  - Clear.",
        "\nNext steps",
        "  - Time yourself.",
        "\nAnswer 3, told better from what was said",
        "  Last year I led it.",
        "\nNext interview",
        "  - STAR: It was low. Say when.",
    ]
