"""A real Chromium for tests and benchmarks: the system's, else Playwright's own."""

import contextlib
import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests.site_fixtures import chromium


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Yield a browser. Where none can start, the test is skipped, save in CI, where it fails."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=chromium() or None, args=["--no-sandbox", "--disable-gpu"]
            )
        except Error as error:
            reason = f"no Chromium: install the package chromium, or set CHROMIUM ({error.message.splitlines()[0]})"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        yield browser
        browser.close()
