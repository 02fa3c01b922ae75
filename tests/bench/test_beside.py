"""Two builds' tables are set side by side by the names of their rows."""

from bench.beside.__main__ import compared, figures

PRINTED = """
| what | n | median ms | p95 ms |
|---|---:|---:|---:|
| call to decision | 200 | 18.09 | 34.52 |

Memory of one: 0.9 MB.
| what | processor time |
|---|---:|
| rules, 30-minute interview | 199.7 ms |
| nothing yet | – |
"""


def test_the_first_figure_of_a_row_that_is_no_count_is_taken() -> None:
    assert dict(figures(PRINTED)) == {
        "call to decision": 18.09,
        "rules, 30-minute interview": 199.7,
    }


def test_rows_of_both_builds_stand_side_by_side_with_medians_and_their_ratio() -> None:
    lines = list(compared({"a": [2.0, 1.0, 9.0], "gone": [1.0]}, {"a": [3.0], "new": [1.0]}))
    assert lines == ["| a | 2 | 3 | 1.50 |"]
