"""Where extractions go: files, flat tables."""
