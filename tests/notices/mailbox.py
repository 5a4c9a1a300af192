"""A mail server in a folder: each message it takes is a file. It can be told to stop in the middle.

`hang-before` in the folder: it answers nothing and takes nothing. `hang-after`: it has taken the message, but
the answer does not come. In both cases `reached` appears, so that a test knows when to kill the worker.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.core.mail.backends.base import BaseEmailBackend

FOLDER = Path(os.environ.get("VAR_DIR", ".")) / "mailbox"


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages):
        for message in email_messages:
            self.hang("before")
            (FOLDER / f"{time.time_ns()}.eml").write_bytes(message.message().as_bytes())
            self.hang("after")
        return len(email_messages)

    def hang(self, when):
        if (FOLDER / f"hang-{when}").exists():
            (FOLDER / "reached").touch()
            time.sleep(600)
