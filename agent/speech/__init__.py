"""Ears and mouth: our recogniser stream, the end-of-turn decision, and the voices."""
