"""A headless Chromium that opens pages from `file://`, by its own protocol; axe-core lies beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(__file__).with_name("axe.min.js")
_PATIENCE = 60  # seconds, of a busy machine


class Page:
    """One tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._sent = socket, 0
        self.ask("Page.enable")

    def ask(self, method: str, **values: object) -> Any:
        """Call a method of the protocol and give what it answers."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": values}))
        return self._wait(lambda message: message.get("id") == self._sent)["result"]

    def open(self, address: str, width: int = 1280, scheme: str = "light") -> None:
        """Open a page as a reader with that width and colour scheme sees it, and wait until it is loaded."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.ask("Page.navigate", url=address)
        self._wait(lambda message: message.get("method") == "Page.loadEventFired")

    def run(self, script: str) -> Any:
        """Run a script in the page, wait for what it promises, and give its value."""
        found = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def _wait(self, is_wanted: Any) -> Any:
        while True:
            message = json.loads(self._socket.recv(timeout=_PATIENCE))
            assert "error" not in message, message["error"]
            if is_wanted(message):
                return message


@contextmanager
def open_browser(folder: Path) -> Iterator[Page]:
    """Start Chromium with a profile in a folder, and end it.

    Args:
        folder: An empty one.
    """
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
    with subprocess.Popen(
        [*map(str, command), f"--user-data-dir={folder}", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            yield _open_page(_read_port(folder, process))
        finally:
            process.terminate()


def _read_port(folder: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        told = (folder / "DevToolsActivePort").read_text() if (folder / "DevToolsActivePort").exists() else ""
        if told.count("\n"):
            return told.split("\n", maxsplit=1)[0]
        time.sleep(0.05)
    raise AssertionError("Chromium did not start")


def _open_page(port: str) -> Page:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
        tabs = json.load(answer)
    address = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
    return Page(connect(address, max_size=None, open_timeout=_PATIENCE))
