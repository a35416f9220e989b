"""What spans articles: near-copies, the same quote, the same claim."""
