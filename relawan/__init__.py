"""Volunteers, shifts and hours."""
