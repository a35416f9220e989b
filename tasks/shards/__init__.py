"""Which documents are done: shards, parts, markers, fingerprints."""
