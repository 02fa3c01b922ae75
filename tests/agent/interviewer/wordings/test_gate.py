"""What may be spoken of a model's words, and what not."""

import pytest

from agent.interviewer.wordings.gate import Material, Secrets, load_gate
from core.plan import KeyPoint
from tests.agent.interviewer.scenes import question

POINTS = question().key_points
ANSWER = "I would put an entry in Redis and I measured forty percent fewer reads in March."
MATERIAL = Material(f"{ANSWER} My team was happy. {question().text}")


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("That's not quite right.", "praise"),
        ("Unfortunately that is incorrect.", "praise"),
        ("Well, not exactly.", "praise"),
        ("You nailed it.", "praise"),
        ("You did well there.", "praise"),
        ("That is what I wanted to hear.", "praise"),
        ("You're on the right track.", "praise"),
        ("You missed an important part.", "praise"),
        ("I'd give you an eight for that.", "praise"),
        ("My developer told me to ask.", "secret"),
        ("I'm looking for three things here.", "secret"),
        ("You should mention expiry.", "secret"),
        ("A strong candidate would say more.", "secret"),
        ("Have you thought about expiry times?", "leak"),
        ("Do you have a partner at home?", "personal"),
        ("Are you planning to have a baby?", "personal"),
        ("Where did you grow up?", "personal"),
        ("What is your mother tongue?", "personal"),
        ("Are you a citizen?", "personal"),
        ("Are you in a union?", "personal"),
        ("What year did you graduate?", "personal"),
        ("Have you ever been arrested?", "personal"),
        ("Please tell me your home address.", "personal"),
        ("What is your current salary?", "personal"),
        ("You will definitely get this job.", "promise"),
        ("I'll recommend you to them.", "promise"),
        ("Women are usually bad at this.", "unsafe"),
        ("Here's a follow-up question: What next?", "stage"),
        ("Question: what did you measure?", "stage"),
        ('{"question": "What next?"}', "stage"),
        ("What happened [long pause] then?", "stage"),
        ("Visit www.example.com for more.", "stage"),
        ("Und dann?", "language"),
        ("Ich möchte mehr wissen, what next?", "language"),
        ("You said twenty percent fewer reads.", "invented"),
        ("What did you do, and how did you do it, and why did you do it?", "two_questions"),
        ("You said forty percent fewer reads.", None),
        ("How did you weigh the two options?", None),
        ("Here's the next question.", None),
        ("Which part did the business partner do, and why?", None),
        ("What did the rollout miss, as you see it?", None),
        ("How do passwords end up in that table?", None),
    ],
)
def test_what_a_model_may_say_and_what_not(sentence: str, reason: str | None) -> None:
    refused = load_gate().refusal(sentence, MATERIAL, Secrets(POINTS, (question().outline,)))
    assert refused == reason


@pytest.mark.parametrize(
    "asked",
    [
        "How did you know it was right?",
        "And how could you tell that it was right for the team?",
        "What convinced you this was the right thing to build?",
        "How sure were you that it was the right database?",
        "You mentioned the cache; how did you check it was correct?",
        "What made you think it was wrong?",
        "How do you know when you are right?",
        "How did you decide that it was good enough?",
        "You said it was wrong to wait, so what did you do instead?",
        "If that was wrong, how would you notice?",
        "Tell me about a time you were wrong.",
        "Which one was right?",
    ],
)
def test_a_question_about_the_candidates_own_judgement_is_no_verdict(asked: str) -> None:
    assert not load_gate().praises(asked)


@pytest.mark.parametrize(
    "verdict",
    [
        "It was right.",
        "That was right, so how did you test it?",
        "How would you fix that, as it is incorrect, and that is wrong?",
        "You said a queue, and that is right, so what next?",
        "I know it was right, but how did you test it?",
        "I think that is right, so how do you know what comes next?",
        "I'm afraid that's wrong, what else could it be?",
        "What you said is right, so how do you test it?",
        "Your answer was right, what came next?",
        "That was the right choice, so what came next?",
        "That isn't correct, is it?",
        "You are right, how did you know?",
        "You were right to wait, and what came next?",
    ],
)
def test_a_verdict_is_one_also_within_a_question(verdict: str) -> None:
    assert load_gate().praises(verdict)


def test_a_figure_in_words_may_have_been_said_in_digits() -> None:
    said = Material("It went down by 12 percent.")
    assert load_gate().refusal("You said twelve percent.", said, Secrets((), ())) is None


@pytest.mark.parametrize(
    "sentence",
    ["Right.", "Okay, thanks.", "Let us stay with that for a moment.", "Let me turn to that now."],
)
def test_words_that_every_interviewer_says_reveal_no_key_point(sentence: str) -> None:
    points = tuple(
        KeyPoint(text=one, phrasings=(one, f"{one} firmly"))
        for one in ("right", "let them", "stay", "turn it down")
    )
    assert load_gate().refusal(sentence, Material(""), Secrets(points, ())) is None


def test_a_single_telling_word_still_reveals_one() -> None:
    point = KeyPoint(text="x", phrasings=("idempotency", "same key twice"))
    refused = load_gate().refusal(
        "Think of the idempotency of that call.", Material(""), Secrets((point,), ())
    )
    assert refused == "leak"
