"""What each stage does: plain typed functions, no orchestrator, no environment."""
