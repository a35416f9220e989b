"""The HTML pages of a release."""
