"""Parts to releases: staged, audited, published, retained."""
