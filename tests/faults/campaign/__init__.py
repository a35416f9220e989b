"""Every kind of fault, many times, against real builds: `make faults` runs it and prints its table."""
