"""THE VALIDATOR: which relations the words claim and whether the figures keep them; knows records only."""

from k3extract.checks.validator import Validator

__all__ = ["Validator"]
