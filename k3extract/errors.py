"""Every error a user can meet; each message begins with the place it is about."""


class K3Error(Exception):
    """Base of all errors of k3extract. ``place`` is ``file``, ``file:line`` or ``source#record``."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason

    def __reduce__(self) -> tuple[type["K3Error"], tuple[str, ...]]:
        return type(self), (self.place, self.reason)  # workers hand errors to their parent by pickle


class RuleError(K3Error):
    """A rule that cannot be loaded or whose own sentences fail."""


class GoldError(K3Error):
    """A gold file that cannot be read or whose quotations are not in its text."""


class ReadError(K3Error):
    """An input that cannot be read. ``stage`` tells how far reading came."""

    def __init__(self, place: str, reason: str, stage: str = "read") -> None:
        super().__init__(place, reason)
        self.stage = stage

    def __reduce__(self) -> tuple[type["ReadError"], tuple[str, ...]]:
        return type(self), (self.place, self.reason, self.stage)


class SinkError(K3Error):
    """A store that cannot be written."""


class BackendError(K3Error):
    """An optional engine that is not installed or has no model to work with."""


class BatchError(K3Error):
    """A run that cannot begin or go on; what is finished stays."""
