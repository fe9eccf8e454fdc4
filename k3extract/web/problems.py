"""What can go wrong with a request, said in both languages: as JSON to programs, as a page to people."""

from collections.abc import Mapping
from typing import Any

from k3extract.report.labels import Words
from k3extract.web.words import label

STAGES = {"time": (504, "time"), "crash": (500, "crash"), "extract": (500, "fault"), "size": (413, "too_large")}


class RequestError(Exception):
    """A request that cannot be answered: status, a ``code`` programs can rely on, and what the code's words ask for.

    ``place`` is the field or file at fault, ``detail`` the exact reason where there is one.
    """

    def __init__(
        self,
        status: int,
        code: str,
        *,
        detail: str | None = None,
        place: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {detail or ''}")
        self.status = status
        self.code = code
        self.detail = detail
        self.place = place
        self.headers = dict(headers or {})

    @property
    def says(self) -> Words:
        """What is wrong and what to do about it."""
        return label("problem", self.code)

    @property
    def body(self) -> dict[str, Any]:
        """The problem as programs get it."""
        said = self.says
        return {
            "error": self.code,
            "message": {"id": said.id, "en": said.en},
            "place": self.place,
            "detail": self.detail,
        }


def of_failure(stage: str, reason: str, place: str) -> RequestError:
    """The problem that an article which could not be read is to the one who sent it."""
    status, code = STAGES.get(stage, (422, "unreadable"))
    headers = {"Retry-After": "10"} if status == 503 else None
    return RequestError(status, code, detail=reason, place=place, headers=headers)
