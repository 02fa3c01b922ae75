"""What uploads of resumes cost the API: the time of an answer, and memory that stays."""
