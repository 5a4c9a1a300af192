"""Pictures of totals, drawn by the worker and kept until their data changes.

figures   what a picture shows: labels and series, and the version that follows from them
subjects  which pictures there are, and how the worker finds their figures again
kept      what a page asks for: the kept pictures, and new ones where they are out of date
drawing   matplotlib. Imported by the worker alone (tests/reading/test_charts.py holds web processes to that)
"""

from .figures import Figure, Series
from .kept import kept_charts
from .subjects import SUBJECTS, draw

__all__ = ["SUBJECTS", "Figure", "Series", "draw", "kept_charts"]
