"""A Prefect server of a test's own, on loopback, and the processes that work for it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

# A server needs some ten seconds, a run of a flow as many; both far more on a busy machine.
DEADLINE_SECONDS = 600
# A worker that is stopped while the process of its run is ending can wait for that process for ever.
STOP_SECONDS = 60
# Settings that make a test wait less; none changes what is decided.
ENVIRONMENT = {
    "PREFECT_RUNNER_POLL_FREQUENCY": "1",
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "1",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}


class Server:
    """A running server."""

    def __init__(self, url: str, home: Path) -> None:
        self.url = url
        self.home = home
        self.environment = os.environ | ENVIRONMENT | {"PREFECT_HOME": str(home), "PREFECT_API_URL": url}

    def ask(self, path: str, **given: Any) -> Any:
        """Post to the server's API, and give what it answers."""
        return self._send("POST", path, given)

    def read(self, path: str) -> Any:
        """Get what the server's API has under a path."""
        return self._send("GET", path, None)

    def _send(self, method: str, path: str, given: object) -> Any:
        def answer() -> httpx.Response | None:
            made = httpx.request(method, f"{self.url}{path}", json=given, timeout=60)
            # Its database has one writer at a time, and says so.
            return None if made.status_code == httpx.codes.SERVICE_UNAVAILABLE else made

        made = wait_until(answer, f"{path} is answered")
        made.raise_for_status()
        return made.json()

    def list_runs(self, deployment: str) -> list[dict[str, Any]]:
        """List a deployment's runs, the one due last first."""
        return self.ask(
            "/flow_runs/filter", deployments={"id": {"any_": [deployment]}}, sort="EXPECTED_START_TIME_DESC"
        )

    @contextmanager
    def start(self, *command: str | Path, cwd: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
        """Have a process work for the server while a test lasts."""
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*map(str, command)],
                env=self.environment,
                cwd=cwd,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                yield process
            finally:
                process.terminate()
                try:
                    process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait(DEADLINE_SECONDS)

    def call(self, *command: str | Path, cwd: Path) -> str:
        """Run a command against the server to its end."""
        done = subprocess.run(
            [*map(str, command)], env=self.environment, cwd=cwd, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def start_server(folder: Path) -> Iterator[Server]:
    """Start a server with a database of its own in a folder, and stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(f"http://127.0.0.1:{port}/api", folder / "home")
    command = [find_command("prefect"), "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with server.start(*command, cwd=folder, log=folder / "server.log") as process:

        def answers() -> bool:
            assert process.poll() is None, (folder / "server.log").read_text()
            try:
                return httpx.get(f"{server.url}/health", timeout=10).is_success
            except httpx.TransportError:
                return False

        wait_until(answers, "the server answers")
        yield server


def find_command(name: str) -> Path:
    """Find a command of this environment."""
    return Path(sys.executable).with_name(name)


def wait_until(holds: Callable[[], Any], what: str, tell: Callable[[], object] = lambda: "") -> Any:
    """Ask again and again until something holds, and give it; after ten minutes the test has failed."""
    end = time.monotonic() + DEADLINE_SECONDS
    while not (found := holds()):
        assert time.monotonic() < end, f"waited in vain until {what}\n{tell()}"
        time.sleep(0.2)
    return found


def count_states(runs: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Count runs by their state."""
    states = [run["state_name"] for run in runs]
    return {state: states.count(state) for state in sorted(set(states))}
