"""School weeks: Monday first."""

import datetime as dt


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def last_weeks(today: dt.date, count: int) -> list[dt.date]:
    """The Mondays of the last `count` weeks, oldest first, this week last."""
    this = monday_of(today)
    return [this - dt.timedelta(weeks=back) for back in range(count - 1, -1, -1)]


def days_of(monday: dt.date) -> list[dt.date]:
    return [monday + dt.timedelta(days=n) for n in range(7)]
