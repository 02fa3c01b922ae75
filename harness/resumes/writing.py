"""A person's resume as lines on a page, and what should be read from it."""

from dataclasses import dataclass

from harness.resumes.people import TODAY, Job, Month, Writing

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as a person sees it; `right` stands at the other end of the same line."""

    kind: str
    text: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a person reads from a resume; null or empty where it does not say."""

    current_role: str | None
    current_company: str | None
    years_of_experience: float | None
    technical_skills: tuple[str, ...]
    soft_skills: tuple[str, ...]
    education: tuple[str, ...]
    certifications: tuple[str, ...]
    bio: str | None


def truth(writing: Writing) -> Truth:
    """Return what should be read from a resume."""
    person = writing.person
    job = person.jobs[0]
    stated = person.stated_years
    return Truth(
        current_role=job.role,
        current_company=job.employer,
        years_of_experience=stated[1] if stated else _years(writing),
        technical_skills=tuple(skill for kind in person.skills.values() for skill in kind),
        soft_skills=person.soft,
        education=tuple(text for text, _, _ in person.education),
        certifications=person.certifications,
        bio=" ".join(filter(None, (stated[0] if stated else "", person.summary))),
    )


def lines(writing: Writing) -> list[Line]:
    """Return the whole resume, top to bottom."""
    person = writing.person
    found = [Line("name", person.name), Line("text", person.contact)]
    return found + [line for part in sections(writing).values() for line in part]


def sections(writing: Writing) -> dict[str, list[Line]]:
    """Return the lines of each section with its heading, by the section's name, in order."""
    person, heads = writing.person, writing.headings
    stated = [Line("text", person.stated_years[0])] if person.stated_years else []
    jobs = [line for job in person.jobs for line in _job(job, writing)]
    schools = [Line("title", f"{text}, {start} – {end}") for text, start, end in person.education]
    found = {
        "summary": [*stated, Line("text", person.summary)],
        "experience": jobs,
        "education": schools,
        "skills": [
            Line("text", f"{kind}: {', '.join(each)}" if kind else ", ".join(each))
            for kind, each in person.skills.items()
        ],
        "soft": [Line("bullet", each) for each in person.soft],
        "certifications": [Line("bullet", each) for each in person.certifications],
    }
    return {name: [Line("heading", heads[name]), *part] for name, part in found.items() if part}


def _job(job: Job, writing: Writing) -> list[Line]:
    when = period(job.start, job.end, writing.period)
    role, employer, place = job.role, job.employer, job.place
    heads = {
        "A": [Line("title", f"{role}, {employer}, {place}", when)],
        "B": [Line("title", role, when), Line("title", f"{employer}, {place}")],
        "C": [Line("title", employer, place), Line("title", role, when)],
        "D": [Line("title", role), Line("title", employer), Line("title", when)],
        "E": [Line("title", f"{role} | {employer} | {when}")],
        "F": [Line("title", f"{role} at {employer} ({when})")],
        "G": [Line("title", f"{employer} — {role}"), Line("title", when)],
        "H": [Line("title", when), Line("title", role), Line("title", f"{employer}, {place}")],
        "K": [Line("title", f"{role} at {employer}"), Line("title", when)],
        "L": [
            Line("title", employer),
            *([Line("title", _duration(job))] if len(job.employer) % 2 else []),
            Line("title", role), Line("title", f"{when} ({_duration(job)})"), Line("title", place),
        ],
    }  # fmt: skip
    return [*heads[writing.position], *(Line("bullet", deed) for deed in job.deeds)]


def _duration(job: Job) -> str:
    end = job.end or (TODAY.year, TODAY.month)
    months = (end[0] - job.start[0]) * 12 + end[1] - job.start[1] + 1
    return f"{months // 12} years {months % 12} months"


def period(start: Month, end: Month | None, style: str) -> str:
    """Return a period in one of the ways people write it."""
    (y, m), (year, month) = start, end or (0, 0)
    name, last = MONTHS[m - 1], MONTHS[month - 1]
    short, last_short = name[:3], last[:3]
    sept = short if m != 9 else "Sept"
    last_sept = last_short if month != 9 else "Sept"
    yy, last_yy = f"{y % 100:02}", f"{year % 100:02}"
    written = {
        "name_dash_present": (f"{name[:3]} {y}", " – ", f"{last[:3]} {year}", "Present"),
        "full_dash_present": (f"{name} {y}", " - ", f"{last} {year}", "Present"),
        "full_to": (f"{name} {y}", " to ", f"{last} {year}", "present"),
        "number_slash": (f"{m:02}/{y}", " - ", f"{month:02}/{year}", "today"),
        "number_dot": (f"{m:02}.{y}", " – ", f"{month:02}.{year}", "now"),
        "quote_year": (f"{short} '{yy}", " – ", f"{last_short} '{last_yy}", "Present"),
        "apostrophe_year": (f"{short}’{yy}", " - ", f"{last_short}’{last_yy}", "Now"),
        "iso_month": (f"{y}-{m:02}", " – ", f"{year}-{month:02}", "present"),
        "slash_iso": (f"{y}/{m:02}", " - ", f"{year}/{month:02}", "ongoing"),
        "till_date": (f"{name[:3]} {y}", " – ", f"{last[:3]} {year}", "Till Date"),
        "years": (f"{y}", "–", f"{year}", "present"),
        "minus_years": (f"{y}", " − ", f"{year}", "today"),
        "year_short": (f"{y}", "–", last_yy, "present"),
        "day_name": (f"15 {name[:3]} {y}", " - ", f"28 {last[:3]} {year}", "Till Date"),
        "day_number_name": (f"{name} 1, {y}", " - ", f"{last} 28, {year}", "Current"),
        "non_ascii_hyphen": (f"{name[:3]} {y}", "\u2010", f"{last[:3]} {year}", "Present"),
        "sept_em": (f"{sept}. {y}", " — ", f"{last_sept}. {year}", "Current"),
        "quarter": (f"Q{(m + 2) // 3} {y}", " – ", f"Q{(month + 2) // 3} {year}", "present"),
        "linkedin": (f"{name} {y}", " - ", f"{last} {year}", "Present"),
    }  # fmt: skip
    if style == "since":
        return f"since {name} {y}" if end is None else f"{name} {y} – {last} {year}"
    begin, dash, stop, still = written[style]
    return f"{begin}{dash}{stop if end else still}"


def _years(writing: Writing) -> float:
    """Return the years that the periods cover as they are written, by half years."""
    months: set[int] = set()
    now = TODAY.year * 12 + TODAY.month
    for job in writing.person.jobs:
        start, end = job.start, job.end
        first = start[0] * 12 + start[1] - 1
        after = end[0] * 12 + end[1] if end else now
        if writing.period in {"years", "minus_years", "year_short"}:
            first, after = start[0] * 12, end[0] * 12 if end else now
        if writing.period == "quarter":
            first = start[0] * 12 + (start[1] - 1) // 3 * 3
            after = end[0] * 12 + (end[1] + 2) // 3 * 3 if end else now
        months.update(range(first, after))
    return round(len(months) / 6) / 2
