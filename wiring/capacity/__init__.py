"""How many interviews a worker takes: its places, and how its machine bears those it holds."""
