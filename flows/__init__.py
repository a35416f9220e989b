"""When each stage runs, and in what order: Prefect flows, settings, the command line."""

import os

# Nobody is told that Sayso runs. A user's own setting wins.
for _name, _value in (
    ("DO_NOT_TRACK", "1"),
    ("PREFECT_SERVER_ANALYTICS_ENABLED", "false"),
    ("PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY", "false"),
    ("PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS", "false"),
    ("GX_ANALYTICS_ENABLED", "false"),
):
    os.environ.setdefault(_name, _value)
