from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from k3extract.web import Settings, create_app


@pytest.fixture
def hazards(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of extractors that fail in every way."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import hazards

    return hazards


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """A client of a server with these settings."""
    with ExitStack() as stack:

        def start(**options: Any) -> TestClient:
            settings = Settings(**{"review": tmp_path / "review.jsonl", "jobs": 1, **options})
            client = TestClient(create_app(settings), base_url="http://127.0.0.1:8000", raise_server_exceptions=False)
            return stack.enter_context(client)

        yield start
