"""Invented resumes in the forms that people hand over, and what should be read from them."""
