"""Repositories: one file per thing that is kept; they return values of `core`, never rows."""
