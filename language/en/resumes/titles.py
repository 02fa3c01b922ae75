"""Whether words name a role, an employer or a place, as far as the words alone can tell."""

import re
from functools import cache
from zoneinfo import available_timezones

_ROLES = frozenset({
    "accountant", "administrator", "adviser", "advisor", "agent", "aide", "ambassador",
    "analyst", "apprentice", "architect", "artist", "assistant", "associate", "attorney",
    "auditor", "author", "barista", "bartender", "bookkeeper", "broker", "buyer", "captain",
    "caregiver", "carer", "cashier", "ceo", "cfo", "chair", "chairman", "chef", "chief", "cio",
    "clerk", "cmo", "coach", "cofounder", "consultant", "coo", "cook", "coordinator", "counsel",
    "counsellor", "counselor", "courier", "cto", "curator", "dean", "dentist", "deputy",
    "designer", "dev", "developer", "devops", "dietitian", "director", "dispatcher", "doctor",
    "driver", "economist", "editor", "educator", "electrician", "engineer", "executive",
    "fellow", "foreman", "founder", "freelancer", "generalist", "geologist", "guard", "guide",
    "head", "host", "hostess", "housekeeper", "hygienist", "inspector", "instructor", "intern",
    "interpreter", "investigator", "janitor", "journalist", "judge", "lawyer", "lead", "leader",
    "lecturer", "liaison", "librarian", "locum", "machinist", "maid", "manager", "marketer",
    "mason", "mechanic", "mentor", "merchandiser", "midwife", "nanny", "nurse", "officer",
    "operator", "owner", "pa", "paralegal", "paramedic", "partner", "pharmacist",
    "photographer", "physician", "physicist", "pilot", "planner", "plumber", "porter",
    "postdoc", "postman", "president", "principal", "producer", "professor", "programmer",
    "psychologist", "receptionist", "recruiter", "registrar", "rep", "reporter",
    "representative", "researcher", "resident", "sales", "scientist", "scrum", "secretary",
    "security", "sergeant", "server", "soldier", "solicitor", "specialist", "sre", "stagiaire",
    "steward", "stewardess", "strategist", "student", "superintendent", "supervisor", "surgeon",
    "surveyor", "tailor", "teacher", "technician", "technologist", "teller", "tester",
    "therapist", "trader", "trainee", "trainer", "translator", "tutor", "underwriter", "vet",
    "veterinarian", "volunteer", "vp", "waiter", "waitress", "warden", "welder", "worker",
    "writer",
})  # fmt: skip
_LEVELS = frozenset({
    "acting", "assistant", "associate", "certified", "chief", "deputy", "head", "interim", "jr",
    "junior", "lead", "principal", "registered", "senior", "sr", "staff", "trainee", "vice",
})  # fmt: skip
_DOER = re.compile(r"(?:[a-z]{2}er|[a-z]{2}or|ist|ician|ian|eer|smith|wright|woman|person)$")
_NO_DOERS = frozenset({
    "after", "asian", "australian", "baker", "border", "canadian", "career", "carter", "center",
    "centre", "chapter", "charter", "christian", "color", "colour", "computer", "consumer",
    "cooper", "copper", "corner", "customer", "cyber", "door", "exterior", "factor", "fiber",
    "fibre", "fisher", "floor", "harbor", "harbour", "hunter", "hyper", "indian", "inter",
    "interior", "italian", "junior", "labor", "labour", "letter", "major", "master", "matter",
    "miller", "minor", "motor", "never", "number", "order", "other", "over", "paper", "parker",
    "peer", "persian", "power", "quarter", "river", "russian", "sector", "senior", "silver",
    "summer", "super", "theater", "theatre", "tower", "turner", "under", "vector", "walker",
    "water", "weaver", "winter",
})  # fmt: skip
_LEGAL = (
    r"(?:inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|gmbh|ag|se|kg|ohg|ug|s\.?a|sarl|"
    r"s\.?a\.?s|s\.?r\.?l|s\.?r\.?o|s\.?p\.?a|b\.?v|n\.?v|a\.?b|a\.?s|oy|oyj|pte|pty|pvt|co|"
    r"kft|sp\.? z o\.?o|"
    r"d\.?o\.?o|lp|pc|pllc)"
)
LEGAL_FORM = re.compile(rf"^{_LEGAL}\.?(?:\s+{_LEGAL}\.?)*$", re.IGNORECASE)
_WITH_LEGAL_FORM = re.compile(rf"(?:^|[\s,]){_LEGAL}\.?$", re.IGNORECASE)
_HOUSES = re.compile(
    r"\b(?:university|college|school|academy|institute|hospital|clinic|bank|trust|museum|library|agency|"
    r"ministry|council|studios?|labs?|laborator(?:y|ies)|systems|technologies|solutions|services|"
    r"consulting|partners|foundation|restaurant|café|hotel|resort|holdings?|industries|software|"
    r"media|insurance|energy|pharma|pharmacy|logistics|airlines?|airways|group|company|court|"
    r"association|society|sons|bros|brothers|practice|church|army|navy|airport|motors|foods|bakery|"
    r"capital|ventures|telecom|networks|analytics|digital|interactive|games|publishing|press|"
    r"construction|engineering works|care|church|store|stores|market|markets)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|"
    r"T[NX]|UT|V[AT]|W[AIVY]|UK|USA?|UAE|EU)(?:\s+\d{5})?$"
)
_COUNTRIES = frozenset({
    "argentina", "australia", "austria", "belgium", "brazil", "bulgaria", "canada",
    "chile", "china", "colombia", "croatia", "czechia", "denmark", "egypt",
    "england", "estonia", "finland", "france", "germany", "ghana", "greece",
    "hungary", "iceland", "india", "indonesia", "ireland", "israel", "italy",
    "japan", "kenya", "latvia", "lithuania", "malaysia", "mexico", "morocco",
    "netherlands", "new zealand", "nigeria", "norway", "pakistan", "peru", "philippines",
    "poland", "portugal", "romania", "russia", "saudi arabia", "scotland", "senegal",
    "serbia", "singapore", "slovakia", "slovenia", "south africa", "south korea", "spain",
    "sweden", "switzerland", "taiwan", "thailand", "turkey", "ukraine", "united kingdom",
    "united states", "vietnam", "wales",
})  # fmt: skip

_NO_EMPLOYER = re.compile(
    r"^(?:remote|hybrid|on-?site|full[- ]?time|part[- ]?time|contract|contractor|freelance|"
    r"permanent|temporary|self[- ]employed|internship|seasonal|"
    r"(?:the\s+)?[\w &-]*\b(?:team|department|division|unit|squad))$",
    re.IGNORECASE,
)
DURATION = re.compile(
    r"\(?(?<![\w.])\d{1,2}\+?\s*(?:years?|yrs?)\.?(?:\s*(?:and|,)?\s*\d{1,2}\s*(?:months?|mos?)\.?)?"
    r"\)?"
    r"|\(?(?<![\w.])\d{1,2}\s*(?:months?|mos?)\b\.?\)?",
    re.IGNORECASE,
)


def role_strength(text: str) -> int:
    """Return how surely words name a role: 0 not at all, 1 by its form, 2 by its head word."""
    head = re.split(r"\s+(?:of|for|in)\s+|[,(:/]|\s+[-–—]\s+", text.strip(), maxsplit=1)[0]
    words = re.findall(r"[^\W\d_]+", head.lower())
    if not words or employer_strength(head) > 1:
        return 0
    while len(words) > 1 and (words[-1] in {"i", "ii", "iii", "iv", "level", "grade"}):
        words.pop()
    last = words[-1]
    if last in _ROLES:
        return 1 if employer_strength(head) else 2
    if employer_strength(head):
        return 0
    if last not in _NO_DOERS and _DOER.search(last) and len(words) < 6:
        return 1
    return 1 if words[0] in _LEVELS and len(words) > 1 else 0


def employer_strength(text: str) -> int:
    """Return how surely words name an employer: 2 by a legal form, 1 by what houses are called."""
    if _WITH_LEGAL_FORM.search(text.strip()):
        return 2
    return 1 if _HOUSES.search(text) else 0


def is_place(text: str) -> bool:
    """Return whether words name a place that is widely known, or a way of being nowhere."""
    plain = text.strip(" .,()").lower()
    if _STATE.match(text.strip(" .,()")) or plain in _COUNTRIES or plain in _cities():
        return True
    city, _, rest = text.partition(",")
    # `Waco, TX`, but `Volvo, Sweden` may be an employer
    return (
        bool(rest) and is_place(rest) and (is_place(city) or bool(_STATE.match(rest.strip(" .()"))))
    )


def is_no_employer(text: str) -> bool:
    """Return whether words that stand where an employer does name something else."""
    return bool(_NO_EMPLOYER.match(text.strip())) or not DURATION.sub("", text).strip(" ()·,")


@cache
def _cities() -> frozenset[str]:
    return frozenset(
        name.rpartition("/")[2].replace("_", " ").lower() for name in available_timezones()
    )
