"""When each stage runs, and in what order: Prefect flows, settings, the command line."""
