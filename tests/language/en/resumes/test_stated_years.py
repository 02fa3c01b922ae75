"""Years count where somebody states them of themselves."""

import pytest

from language.en.resumes.stated_years import stated_years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Manager with 1.5 years of experience in retail.", 1.5),
        ("I have 1 year 6 months of experience.", 1.5),
        ("12+ years of software experience", 12.0),
        ("Over 8 years' experience", 8.0),
        ("I have been designing products for 9 years.", 9.0),
        ("Nurse with seven years of clinical experience", 7.0),
        ("Raised in a family business with 40 years of experience.", None),
        ("Now at a company with 90 years of experience in trams.", None),
        ("Our team has 30 years of experience.", None),
        ("I run a company and have 20 years of experience.", 20.0),
        ("5 years of Python experience and 10 years of experience in total", 10.0),
        ("5 years of experience with Python", None),
        ("Won the race after 3 years.", None),
    ],
)
def test_only_somebodys_own_years_are_theirs(text: str, years: float | None) -> None:
    found = stated_years(text, ["Python"])
    assert (found and found[0]) == years
