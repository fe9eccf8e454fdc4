"""One self-contained HTML page: the texts with their records marked, the findings with their working."""

from k3extract.report.page import Failed, Frame, Report

__all__ = ["Failed", "Frame", "Report"]
