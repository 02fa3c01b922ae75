"""Periods in the shapes that people write, and nothing where a date could be two."""

from datetime import date

import pytest

from language.en.resumes.periods import months_covered, periods_in, without_periods

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("line", "months"),
    [
        ("2019 – 2021", 24),
        ("Jan 2020 - Mar 2020", 3),
        ("September 2025 to present", 7),
        ("03/2020-02/2021", 12),
        ("2025 – 2030", 15),
        ("2021 – 2019", 0),
        ("since 2019", 87),
        ("call 2019-2021-44", 24),
        ("Mar '20 – Apr '20", 2),
        ("Mar’20-Apr’20", 2),
        ("2020-03 – 2020-05", 3),
        ("2020/03 - 2020/05", 3),
        ("2020.03 – 2020.05", 3),
        ("15 Mar 2020 - 28 May 2020", 3),
        ("March 1, 2020 – May 28, 2020", 3),
        ("13/03/2020 - 28/05/2020", 3),
        ("Jan 2026 – Till Date", 3),
        ("January 2026 to date", 3),
        ("2025 till now", 15),
        ("Jan 2026\u2010Present", 3),
        ("Jan 2026 \u2212 Current", 3),
        ("Sept. 2025 — ongoing", 7),
        ("Q3 2019 - Q1 2020", 9),
        ("Summer 2019 – Fall 2019", 6),
        ("Jan – Mar 2020", 3),
        ("2019–21", 24),
        ("03/20 – 02/21", 12),
        ("from 2019 until 2021", 24),
        ("July 2016 through June 2017", 12),
        ("Since January 2026", 3),
        ("(Jan 2026 – present)", 3),
        ("Jan 2026 – (present)", 3),
        ("03/04/2020 - 05/06/2021", 0),
        ("05/06 - 07/08", 0),
        ("100 - 200 people", 0),
        ("in 2020", 0),
        ("Present - 2020", 0),
    ],
)
def test_a_period_covers_its_months(line: str, months: int) -> None:
    assert months_covered(periods_in(line), TODAY) == months


def test_what_is_left_of_a_line_is_what_it_names_beside_its_period() -> None:
    assert without_periods("Nurse (Mar 2020 – Present)").split() == ["Nurse"]
