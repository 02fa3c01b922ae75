"""A heading means what its head word says."""

import pytest

from language.en.resumes.headings import section_of

MEANT = {
    "experience": "Experience|WORK EXPERIENCE|Professional Experience|Employment|"
    "Employment History|Work History|Career History|Relevant Experience|Professional Background|"
    "Clinical Experience|Industry Experience|Teaching Experience|Career History & Achievements|"
    "Internships|"
    "Experience & Leadership|Where I've Worked|Job History|Positions Held|Employment Record|"
    "Career Highlights|1. Experience|Work Experience:",
    "technical_skills": "Skills|Technical Skills|Core Competencies|Areas of Expertise|Key Skills|"
    "Technical Proficiencies|Technologies|Tech Stack|Skills & Tools|Programming Languages|"
    "Skills Summary|Technical Summary|SKILL SET|Core Skills & Competencies|Tools and Technologies|"
    "Computer Skills|Technical Expertise|Software|Skills and Abilities|Skill Highlights",
    "soft_skills": "Soft Skills|Personal Skills|Strengths|Interpersonal Skills|Personal Qualities",
    "education": "Education|Academic Background|Educational Qualifications|Education and Training|"
    "Academic History|Degrees|Qualifications|Education & Certifications",
    "certifications": "Certifications|Licenses & Certifications|Certificates|"
    "Courses and Certificates|Credentials|Professional Certifications|Licensure",
    "bio": "Summary|Profile|About Me|Professional Summary|Executive Summary|Career Profile|"
    "Personal Statement|Summary of Qualifications|Career Summary|Who I am|Overview",
    "other": "Projects|Languages|Interests|Volunteer Experience|References|Awards & Honors|"
    "Publications|Contact|Personal Details|Objective",
}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "section"),
    [(heading, name) for name, told in MEANT.items() for heading in told.split("|")],
)
def test_a_usual_heading_opens_its_section(heading: str, section: str) -> None:
    assert section_of(heading) == section


@pytest.mark.parametrize(
    "line",
    [
        "Experience with Go and Python",
        "Certificate in Dairy Herd Health",
        "5 years of experience",
        "Senior Software Engineer",
        "Led the work on our new billing system",
        "Bachelor of Science",
        "Python",
    ],
)
def test_a_line_that_only_names_such_a_word_is_no_heading(line: str) -> None:
    assert section_of(line) is None
