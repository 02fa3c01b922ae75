"""`python -m wiring.demo`: the whole product exercised by a synthetic candidate."""
