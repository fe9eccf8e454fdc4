"""Checks across articles: the same figure reported differently, a repeat that proves a slip, who held which post."""

from k3extract.corpus.findings import Cross, Place
from k3extract.corpus.reconcile import reconcile

__all__ = ["Cross", "Place", "reconcile"]
