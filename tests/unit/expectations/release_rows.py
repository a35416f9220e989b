"""A small release, written for the tests: rows that every rule holds for."""
