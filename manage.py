#!/usr/bin/env python3
"""The project's command line: `manage.py demo` starts everything."""

import os
import sys
from pathlib import Path


def main() -> None:
    base = Path(__file__).resolve().parent
    # `site/` is a source root, not a package: the standard library already owns that name.
    sys.path.insert(0, str(base / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        # Ctrl-C is an order, not an accident: no traceback.
        sys.exit(130)


if __name__ == "__main__":
    main()
