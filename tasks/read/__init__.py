"""Dumps to documents, one module a format."""
