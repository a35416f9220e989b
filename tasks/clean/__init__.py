"""Documents to articles: hard wraps mended, boilerplate removed, every character accounted for."""
