"""Who is calling: passwords and tokens."""
