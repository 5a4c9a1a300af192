"""The journal, the shelf it is written from, the totals beside it, and everything that rests on them."""

from .badges import Award, Badge, Feat
from .charts import ChartImage, MonthlyReport
from .exchange import ExchangeKind, ExportForm, ExportState, ReadingExport, ReadingImport
from .journal import Journal, ReadingPolicy
from .lists import ListedTitle, ReadingList, Review, ReviewState
from .logs import Evidence, Flag, ReadingLog, Source, Status
from .programmes import (
    CertificateLevel,
    Interval,
    Medal,
    Metric,
    Programme,
    ProgrammeQuota,
    QuotaKind,
    State,
)
from .sessions import ClassSession, Mode
from .sheets import JournalSheet, ParentLink, ParentSignature
from .shelf import AUTHORS_BETWEEN, ShelfBook, ShelfStatus
from .standings import GroupStanding, KindTotal, Standing, group_of
from .totals import AMOUNTS, DailyTotal, WeekTotal

__all__ = [
    "AMOUNTS",
    "AUTHORS_BETWEEN",
    "Award",
    "Badge",
    "CertificateLevel",
    "ChartImage",
    "ClassSession",
    "DailyTotal",
    "Evidence",
    "ExchangeKind",
    "ExportForm",
    "ExportState",
    "Feat",
    "Flag",
    "GroupStanding",
    "Interval",
    "Journal",
    "JournalSheet",
    "KindTotal",
    "ListedTitle",
    "Medal",
    "Metric",
    "Mode",
    "MonthlyReport",
    "ParentLink",
    "ParentSignature",
    "Programme",
    "ProgrammeQuota",
    "QuotaKind",
    "ReadingExport",
    "ReadingImport",
    "ReadingList",
    "ReadingLog",
    "ReadingPolicy",
    "Review",
    "ReviewState",
    "ShelfBook",
    "ShelfStatus",
    "Source",
    "Standing",
    "State",
    "Status",
    "WeekTotal",
    "group_of",
]
