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


def test_an_assessment_without_a_number_says_so_in_a_word() -> None:
    lines = list(assessment_lines({"overall_score": None, "summary_word": "developing"}))
    assert lines == ["Overall: developing"]


def test_an_assessment_shows_its_band_and_coverage() -> None:
    result = {
        "overall_score": 64.2,
        "band": 15.0,
        "coverage": 80.0,
        "assessment_method": "basic",
        "relevance_score": 71.0,
        "strengths": {"strengths": ["Clear."]},
    }
    assert list(assessment_lines(result)) == [
        "Overall: 64 (49-79), based on 80 % of the rubric, method: basic",
        "  Relevance              71",
        "Strengths:",
        "  - Clear.",
    ]
