"""What goes over the wire, as pydantic models; the contract's names to the letter."""
