"""How the server is set up: where it listens, what it allows, where decisions are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from k3extract.article import Article
    from k3extract.records import Extraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``seconds`` an article may take, ``patience`` seconds a request waits for a free worker, ``rate`` posts a minute
    from one address (only off loopback), ``review`` None: decisions cannot be made. ``address`` is where reviews are
    published (``{}`` a number) and ``reviewer`` who publishes them, for ClaimReview. ``make`` returns another function
    from Article to Extraction (for tests)."""

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    language: str = "id"
    rules: str | None = None
    review: Path | None = Path("review.jsonl")
    jobs: int = 2
    seconds: float = 20.0
    patience: float = 10.0
    max_bytes: int = 16 << 20
    max_chars: int = 200_000
    max_articles: int = 200
    rate: int = 60
    reviewer: str = "Redaksi"
    address: str = "https://example.org/{}"
    make: "Callable[[], Callable[[Article], Extraction]] | None" = None

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("0.0.0.0"), is_loopback("kantor.example.org")
    (True, True, False, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_address(host: str) -> bool:
    """Whether a host is an address in digits, which no name server can turn elsewhere."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
