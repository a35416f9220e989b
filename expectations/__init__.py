"""What every table must be."""
