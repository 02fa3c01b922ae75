"""Pieces of a transcript become one text."""

from agent.speech.transcript import Transcript, join


def test_dots_and_capitals_at_a_seam_in_mid_sentence_go() -> None:
    pieces = [Transcript("So that we could..."), Transcript("Roll back quickly. In the end")]
    assert join([*pieces, Transcript("We did.")]) == (
        "So that we could roll back quickly. In the end we did."
    )


def test_names_in_capitals_and_i_stay() -> None:
    assert join([Transcript("and then"), Transcript("I wrote SQL")]) == "and then I wrote SQL"
    assert join([Transcript("we used"), Transcript("AWS for it.")]) == "we used AWS for it."


def test_a_new_sentence_keeps_its_capital_and_silence_adds_nothing() -> None:
    assert join([Transcript("We did."), Transcript("."), Transcript("It helped.")]) == (
        "We did. It helped."
    )
