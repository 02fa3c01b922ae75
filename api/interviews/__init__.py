"""What happens to an interview over HTTP."""
