"""The career coach: answers from the candidate's own material, with a model and without."""
