"""Undoing what copying, hijacking and old software did to a text. Every repair is counted."""
