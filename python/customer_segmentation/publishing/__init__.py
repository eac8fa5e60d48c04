"""Versions: every format at once, or none."""
