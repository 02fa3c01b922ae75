"""What is taken out of resumes of several forms, and what is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.documents.resume import read_document
from api.documents.resume_fields import ResumeFields, resume_fields
from harness.resumes.fields import FIELDS, NULL, RIGHT, WRONG, verdict
from harness.resumes.files import MAKERS, made
from harness.resumes.people import HALVES, writings
from harness.resumes.people import TODAY as READ_ON
from harness.resumes.writing import truth

TODAY = date(2026, 3, 15)

PLAIN = """Robin Example
robin@example.com · +49 30 123456

SUMMARY
Back-end engineer who likes slow queries.
Looks for a small team.

WORK EXPERIENCE
Senior Software Engineer, Acme Inc., Berlin    Mar 2022 – present
• Led the move of the billing system to PostgreSQL in 2023.
• Cut the nightly import from three hours to twelve minutes.
Software Engineer | Bluebird GmbH | 2019 - 2022
• Built the import.

EDUCATION
B.Sc. Computer Science, Technical University of Example, 2015 – 2019
Abitur

TECHNICAL SKILLS
Languages: Python, Go, SQL
Databases: PostgreSQL; Redis
Docker | Kubernetes

SOFT SKILLS
Mentoring, listening

CERTIFICATIONS
- Certified Kubernetes Administrator (2023)

LANGUAGES
German, English
"""

MARKDOWN = """# Sam Sample

## About
I make data useful.

## Experience

### Data Scientist at Northwind
*01/2021 to today*

- Forecasts for 40 shops.

### Analyst at Contoso
06/2018 – 12/2020

## Skills
- Python
- R
- Spark / Airflow

## Education
Master of Science, Statistics
"""


def test_a_plain_resume_states_every_field() -> None:
    assert resume_fields(PLAIN, TODAY) == ResumeFields(
        current_role="Senior Software Engineer",
        current_company="Acme Inc.",
        years_of_experience=7.0,
        technical_skills=("Python", "Go", "SQL", "PostgreSQL", "Redis", "Docker", "Kubernetes"),
        soft_skills=("Mentoring", "listening"),
        education=("B.Sc. Computer Science, Technical University of Example, 2015 – 2019",),
        certifications=("Certified Kubernetes Administrator (2023)",),
        bio="Back-end engineer who likes slow queries. Looks for a small team.",
    )


def test_a_markdown_resume_with_its_dates_below_the_title_is_read_too() -> None:
    fields = resume_fields(MARKDOWN, TODAY)
    assert (fields.current_role, fields.current_company) == ("Data Scientist", "Northwind")
    assert fields.years_of_experience == 8.0
    assert fields.technical_skills == ("Python", "R", "Spark", "Airflow")
    assert fields.education == ("Master of Science, Statistics",)


@pytest.mark.parametrize(
    ("position", "role", "company"),
    [
        ("Engineering Manager @ Globex | 2020 - now", "Engineering Manager", "Globex"),
        ("Globex — Staff Engineer (2020–present)", "Staff Engineer", "Globex"),
        ("Nurse, remote, City Hospital, 2020 to present", "Nurse", "City Hospital"),
        ("Globex\nProduct Owner\n2020 – current", "Product Owner", "Globex"),
        ("Globex, 2020 – present", None, None),
        ("Engineer, Globex, 2018 – 2020", None, None),
    ],
)
def test_the_current_position_is_the_one_that_has_not_ended(
    position: str, role: str | None, company: str | None
) -> None:
    fields = resume_fields(f"Experience\n{position}\n", TODAY)
    assert (fields.current_role, fields.current_company) == (role, company)


def test_years_that_are_stated_come_before_years_that_are_counted() -> None:
    text = "Summary\n12+ years of software experience.\nExperience\nEngineer, Acme, 2024 – present"
    assert resume_fields(text, TODAY).years_of_experience == 12.0


def test_jobs_at_the_same_time_count_once_and_studies_do_not() -> None:
    text = (
        "Experience\nEngineer, A, 2020 – 2022\nTeacher, B, 2021 – 2023\n"
        "Education\nUniversity of C, 2010 – 2020"
    )
    assert resume_fields(text, TODAY).years_of_experience == 3.0


def test_a_text_without_headings_states_nothing() -> None:
    text = "I am an engineer at Acme since 2019. I know Python and SQL."
    assert resume_fields(text, TODAY) == ResumeFields()


@pytest.mark.parametrize("half", HALVES)
def test_next_to_no_field_of_a_resume_is_read_wrong_and_most_are_read(half: str) -> None:
    verdicts: dict[str, list[str | None]] = {name: [] for name in FIELDS}
    for writing in writings(half):
        if writing.maker in MAKERS:
            fields = resume_fields(read_document(*made(writing)).text, READ_ON)
            for name in FIELDS:
                verdicts[name].append(verdict(name, getattr(fields, name), truth(writing)))
    for name, found in verdicts.items():
        there = found.count(RIGHT) + found.count(NULL) + found.count(WRONG)
        assert found.count(WRONG) <= 0.02 * there, (name, found)
        assert found.count(RIGHT) >= 0.85 * there, (name, found)


def test_every_proposal_comes_with_the_line_it_was_read_from() -> None:
    fields = resume_fields(PLAIN, TODAY)
    assert set(fields.read_from) == set(FIELDS)
    assert fields.read_from["current_role"].startswith(
        "Senior Software Engineer, Acme Inc., Berlin"
    )


@pytest.mark.parametrize(
    ("position", "role", "company"),
    [
        ("Barista\nCopper Kettle\nMay 2021 – Present\n• Did.", "Barista", "Copper Kettle"),
        ("Google\n5 years 1 month\nAnalyst\nMay 2021 - Present\nZurich", "Analyst", "Google"),
        ("Welder, Yard Team\t2020 – now\nHarland & Sons", "Welder, Yard Team", "Harland & Sons"),
        ("Nurse, Berlin\t2020 – present\n• Cared.", "Nurse", None),
        ("2019 - present\tHead of Sales, Initech, Oslo", "Head of Sales", "Initech"),
        ("Initech - Recruiter - Dublin   07/2020 - Present", "Recruiter", "Initech"),
        ("SMITH, JONES & CO LLP, New York, NY\nAttorney, May 2019 – Present", "Attorney",
         "SMITH, JONES & CO LLP"),
        ("Hooli Ltd\nOslo\nWizard of Light\t2021 – Present\n• A.\nWizard\t2018 – 2021", None, None),
        ("Freelance\nPhotographer | Jan 2019 - Present", "Photographer", None),
        ("I was a cook at the Diner from 2019 to present and liked it a great deal.", None, None),
    ],
)  # fmt: skip
def test_role_and_employer_are_told_apart_or_left_out(
    position: str, role: str | None, company: str | None
) -> None:
    fields = resume_fields(f"Experience\n{position}\n", TODAY)
    assert (fields.current_role, fields.current_company) == (role, company)


def test_tools_named_within_a_job_do_not_end_the_experience() -> None:
    text = (
        "Experience\nTester, A Ltd, 2020 – present\nTechnologies: Go\n• Did.\n"
        "Tester, B Ltd, 2018 – 2020\nTechnologies: C\n• Did.\n\n"
        "Skills: Python, AWS (EC2, S3), .NET, C#"
    )
    fields = resume_fields(text, TODAY)
    assert fields.years_of_experience == 8.0
    assert fields.technical_skills == ("Python", "AWS (EC2, S3)", ".NET", "C#")


@given(st.text(max_size=2_000))
def test_no_text_breaks_it(text: str) -> None:
    fields = resume_fields(f"Experience\n{text}\nSkills\n{text}\nEducation\n{text}", TODAY)
    assert all(0 < len(skill) <= 40 for skill in fields.technical_skills)
    assert all(0 < len(entry) <= 200 for entry in fields.education)
