"""How resumes and job postings are worded in English."""
