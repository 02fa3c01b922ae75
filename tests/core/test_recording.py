"""Which second of an interview stands where in its recording."""

from core.recording import RecordedPiece, Recording, Span


def piece(part: int, number: int, offset: float, seconds: float = 5.0) -> RecordedPiece:
    """Return a piece that begins at a second of the interview."""
    return RecordedPiece(part, number, offset, seconds, 100)


def test_pieces_without_a_gap_are_one_span() -> None:
    recording = Recording((piece(1200, 0, 1.2), piece(1200, 1, 6.2), piece(1200, 2, 11.2, 2.5)))
    assert recording.spans() == (Span(1.2, 0.0, 12.5),)
    assert recording.duration_seconds == 12.5
    assert recording.byte_count == 300


def test_a_second_job_begins_a_span_at_its_own_time() -> None:
    recording = Recording((piece(1000, 0, 1.0), piece(60_000, 0, 60.0), piece(60_000, 1, 65.0)))
    assert recording.spans() == (Span(1.0, 0.0, 5.0), Span(60.0, 5.0, 10.0))


def test_a_lost_piece_leaves_a_gap_and_shifts_nothing() -> None:
    recording = Recording((piece(0, 0, 0.0), piece(0, 2, 10.0)))
    assert recording.spans() == (Span(0.0, 0.0, 5.0), Span(10.0, 5.0, 5.0))


def test_what_a_clock_rounds_is_no_gap() -> None:
    recording = Recording((piece(0, 0, 0.0), piece(0, 1, 5.0000001), piece(0, 2, 9.9999999)))
    assert [round(span.duration_seconds, 3) for span in recording.spans()] == [15.0]


def test_a_job_that_began_before_the_other_was_dead_takes_the_times_from_its_beginning() -> None:
    recording = Recording((piece(0, 0, 0.0, 20.0), piece(18_000, 0, 18.0, 10.0)))
    assert recording.spans() == (Span(0.0, 0.0, 20.0), Span(18.0, 20.0, 10.0))


def test_nothing_has_no_span() -> None:
    assert Recording(()).spans() == ()
