"""Donated books, from a giver's hand to a reader's log."""
