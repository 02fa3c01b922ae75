"""What an interview does besides asking: one file and one line of attachment each."""
