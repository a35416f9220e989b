"""Articles to entities, quotes, figures, dates and claims."""
