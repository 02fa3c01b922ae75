"""What has been said, what counts as said, and what belongs to one answer."""

from agent.conversation import authored
from core.move import MoveKind
from core.turn import Role
from tests.agent.interviews import QUESTIONS, a_conversation, a_turn, asked

GREETING = a_turn(Role.ASSISTANT, "Hello. What happened?", 0.0, move=asked())
ANSWER = a_turn(Role.USER, "I led the team.", 5.0)


def test_a_question_that_was_asked_is_open_and_known_to_the_floor() -> None:
    conversation = a_conversation(GREETING)
    assert conversation.open_question() == QUESTIONS[0]
    assert conversation.floor.question_kind == QUESTIONS[0].kind
    assert conversation.floor.following_up is False


def test_after_an_answer_the_floor_expects_shorter_ones() -> None:
    conversation = a_conversation(GREETING, ANSWER)
    conversation.append(a_turn(Role.ASSISTANT, "Why?", 9.0, move=asked(kind=MoveKind.PROBE)))
    assert conversation.floor.following_up is True


def test_what_could_not_be_recognised_is_no_answer_when_the_talk_is_taken_up_again() -> None:
    conversation = a_conversation(GREETING, a_turn(Role.USER, "", 5.0))
    assert conversation.history == [GREETING]
    assert conversation.floor.following_up is False


def test_what_was_spoken_is_found_with_its_move() -> None:
    conversation = a_conversation(GREETING, ANSWER)
    conversation.will_say(authored("Okay. What did it cost?", asked(kind=MoveKind.PROBE)))
    worded, move = conversation.said("Okay, what did it cost?", interrupted=False)
    assert worded is not None
    assert move == asked(kind=MoveKind.PROBE)


def test_an_utterance_of_which_little_was_heard_is_a_move_not_made() -> None:
    conversation = a_conversation(GREETING, ANSWER)
    conversation.will_say(authored("Okay. What did it cost in the end?", asked()))
    worded, move = conversation.said("Okay.", interrupted=True)
    assert worded is not None
    assert move is None
    _, move = conversation.said("Okay. What did it cost in", interrupted=True)
    assert move == asked()


def test_words_nobody_was_going_to_say_have_no_move() -> None:
    assert a_conversation(GREETING).said("Something else", interrupted=False) == (None, None)


def test_an_answer_that_goes_on_over_the_interviewers_first_word_is_one_answer() -> None:
    cut_in = a_turn(Role.ASSISTANT, "Okay.", 7.5, interrupted=True)
    conversation = a_conversation(GREETING, ANSWER, cut_in)
    assert conversation.taken_back() == ANSWER
    history, utterance = conversation.question_for("And then we shipped it.")
    assert history == (GREETING,)
    assert utterance == "I led the team. And then we shipped it."


def test_an_interruption_after_the_question_was_heard_is_an_answer_of_its_own() -> None:
    heard = a_turn(Role.ASSISTANT, "What did it cost", 7.5, move=asked(), interrupted=True)
    conversation = a_conversation(GREETING, ANSWER, heard)
    assert conversation.taken_back() is None
    assert conversation.question_for("Ten days.")[1] == "Ten days."


def test_time_is_counted_from_the_first_word() -> None:
    conversation = a_conversation(GREETING, now=42.0)
    assert conversation.elapsed_seconds() == 42.0
    assert conversation.offset_seconds(conversation.started_at.timestamp() - 1) == 0.0
    assert conversation.last_question_end() == 2.0
