import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from k3extract.batch.run import Options, State, run
from k3extract.batch.worker import Setup


@pytest.fixture(autouse=True)
def _poison_on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import poison

    poison.pin(monkeypatch.setattr)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Iterable[str]], str]:
    """Write texts as the lines of a JSONL file; returns its path."""

    def write(name: str, texts: Iterable[str]) -> str:
        path = tmp_path / name
        lines = (json.dumps({"id": f"{name}-{n}", "text": text}) + "\n" for n, text in enumerate(texts))
        path.write_text("".join(lines), encoding="utf-8")
        return str(path)

    return write


Run = Callable[..., State]


@pytest.fixture
def batch(tmp_path: Path) -> Run:
    """Run sources into ``tmp_path/<folder>`` with tasks of a few articles."""

    def batch(
        *sources: str, folder: str = "out", make: object = None, setup: Setup | None = None, **more: object
    ) -> State:
        import poison

        setup = setup or Setup(make=make or poison.plain)  # type: ignore[arg-type]
        options = Options(**{"task_bytes": 400, **more})  # type: ignore[arg-type]
        return run(sources, tmp_path / folder, setup, options)

    return batch
