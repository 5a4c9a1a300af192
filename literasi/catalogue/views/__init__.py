from .public import catalogue, title, title_lookup

__all__ = ["catalogue", "title", "title_lookup"]
