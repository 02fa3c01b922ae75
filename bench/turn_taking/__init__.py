"""Who is talked over: drawn people, and policies that decide when their turn is over."""
