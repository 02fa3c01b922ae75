"""Profiles are indexed again and again: what stays open, and how much memory stays taken."""
