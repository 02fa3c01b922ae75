"""The vocabulary every other folder speaks: values, ports, settings and errors."""
