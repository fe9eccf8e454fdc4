"""A real browser for the tests marked ``browser``. Without one they are skipped; with K3_BROWSER=required they fail."""

import os
import shutil
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")  # while it is open no other event loop can run
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed: pip install -e '.[browser]'")
    path = os.environ.get("K3_CHROMIUM") or next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        _missing("no Chromium: set K3_CHROMIUM or install one (apt-get install chromium)")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


def _missing(reason: str) -> NoReturn:
    if os.environ.get("K3_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)
