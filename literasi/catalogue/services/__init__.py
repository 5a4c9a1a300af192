"""The catalogue's verbs, and the keys by which books are recognised."""
