"""Chromium for the browser tests: finding and installing it (``python -m tests.browser.chromium``)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

SYSTEM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The shell first: a whole browser also draws its own windows, which nobody sees, and takes twice as long."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Software rendering, WebGL included, and no traffic of the browser's own."""

MISSING = """\
The browser tests need Chromium and there is none. On Debian: sudo apt-get install chromium
Elsewhere: .venv/bin/python -m playwright install --with-deps chromium
"""


SHARED_MEMORY = Path("/dev/shm")
ROOMY = 2 << 30
"""The bytes of shared memory that two browsers do not fill."""


def unneeded_defaults() -> list[str]:
    """The arguments that Playwright would add for a machine whose shared memory is small, as in many containers.

    Pictures then go from process to process through files, which takes longer.
    """
    is_roomy = SHARED_MEMORY.exists() and shutil.disk_usage(SHARED_MEMORY).free >= ROOMY
    return ["--disable-dev-shm-usage"] if is_roomy else []


def find_chromium() -> Path | None:
    """The system's Chromium, else Playwright's own, else None."""
    for name in SYSTEM_NAMES:
        if path := shutil.which(name):
            return Path(path)
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return Path(path) if path and Path(path).exists() else None


def install_chromium() -> None:
    """Install the system's package where that can be done unasked, else Playwright's build."""
    if shutil.which("apt-get") and (administrator := _administrator()) is not None:
        apt_get = [*administrator, "apt-get", "-qq"]
        _run([*apt_get, "update"])
        for browser in SYSTEM_NAMES[:2]:
            _run([*apt_get, "install", "--yes", "--no-install-recommends", browser, "fonts-liberation"])
            if find_chromium() is not None:
                return
    if find_chromium() is None:
        _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _administrator() -> list[str] | None:
    """Return the prefix of a command that needs root: nothing for root, ``sudo`` if it asks for no password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _run(["sudo", "-n", "true"]) == 0:
        return ["sudo", "-n"]
    return None


def _run(command: Sequence[str]) -> int:
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    if find_chromium() is None:
        print("Installing Chromium for the browser tests …", flush=True)
        install_chromium()
        if find_chromium() is None:
            sys.exit(MISSING)
