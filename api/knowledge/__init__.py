"""The candidate's material: made into passages, indexed, asked."""
