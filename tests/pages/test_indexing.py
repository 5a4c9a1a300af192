"""The worker has several threads, and a new page is indexed once for each time it was saved."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

TOGETHER = 6


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_jobs_that_index_the_same_new_page_do_not_trip_over_each_other(home):
    line = Barrier(TOGETHER)

    def index() -> None:
        try:
            line.wait()
            get_search_backend().add(home)
        finally:
            connection.close()

    for _round in range(5):
        IndexEntry.objects.all().delete()
        with ThreadPoolExecutor(TOGETHER) as pool:
            jobs = [pool.submit(index) for _ in range(TOGETHER)]
        assert [job.exception() for job in jobs] == [None] * TOGETHER
        assert IndexEntry.objects.count() == 1
