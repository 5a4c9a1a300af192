"""The demo city: Kota Tirtasari, invented from a fixed seed.

Everyone in it is invented; the books are real. Dates count back from the day it is made, so that the
city is always in the middle of its school year.
"""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
