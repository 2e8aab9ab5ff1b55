"""A real Chromium for tests and benchmarks: the system's, else Playwright's own."""

import contextlib
import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

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


@contextlib.contextmanager
def watched(browser: Browser, address: str, width: int = 1280) -> Iterator[Page]:
    """Yield a page of a fresh profile; whatever it does, nothing may leave the site and no error may be logged."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.extend([message.text] if message.type in ("error", "warning") else []))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("request", lambda request: wrong.extend([] if request.url.startswith(address) else [request.url]))
    yield page
    context.close()
    assert not wrong, "\n".join(wrong)
