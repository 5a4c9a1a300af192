"""The journal, the shelf it is written from, the school's limits and the totals kept beside it."""

from .charts import ChartImage
from .journal import Journal, ReadingPolicy
from .logs import Evidence, ReadingLog, Status
from .shelf import AUTHORS_BETWEEN, ShelfBook, ShelfStatus
from .totals import AMOUNTS, DailyTotal, WeekTotal

__all__ = [
    "AMOUNTS",
    "AUTHORS_BETWEEN",
    "ChartImage",
    "DailyTotal",
    "Evidence",
    "Journal",
    "ReadingLog",
    "ReadingPolicy",
    "ShelfBook",
    "ShelfStatus",
    "Status",
    "WeekTotal",
]
