"""The page and the HTTP API, on one's own machine. Needs the extra ``[web]``."""

from k3extract.web.app import create_app
from k3extract.web.settings import Settings

__all__ = ["Settings", "create_app"]
