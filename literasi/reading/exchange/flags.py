"""What a checker should look at, for many entries at once (services.flags for one)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from literasi.catalogue.services import among  # noqa: F401 (registers the lookup)

from ..counting import Plan
from ..models import Flag, ReadingLog
from ..services.flags import asks_for_more, is_gibberish, key_of


class Flags:
    """One query for the responses of a whole file; near copies are left to the reader's own eye."""

    def __init__(self, school_id: int, responses: Iterable[str]) -> None:
        self.said: dict[str, set[tuple[int, str]]] = defaultdict(set)
        keys = sorted({key for response in responses if (key := key_of(response))})
        if keys:
            logs = ReadingLog.objects.filter(school_id=school_id, response_key__among=keys)
            for key, reader, book in logs.values_list("response_key", "reader_id", "book__key"):
                self.said[key].add((reader, book or ""))

    def of(self, log: ReadingLog, plans: Iterable[Plan], *, near_limit: bool) -> list[str]:
        """`log.book` may be unsaved."""
        signs = {
            Flag.COPIED: self._is_copied(log),
            Flag.GIBBERISH: is_gibberish(log.response),
            Flag.SHORT: any(asks_for_more(plan, log) for plan in plans),
            Flag.NEAR_LIMIT: near_limit,
        }
        return [flag.value for flag, raised in signs.items() if raised]

    def _is_copied(self, log: ReadingLog) -> bool:
        """What the reader wrote themselves about this very book is theirs to say again."""
        if not log.response_key:
            return False
        own = (log.reader_id, log.book.key if log.book else "")
        others = self.said[log.response_key] - {own}
        self.said[log.response_key].add(own)
        return bool(others)
