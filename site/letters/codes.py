"""Tokens on paper: what the QR code holds in full, and what a person types.

A token has 26 characters of 5 bits (130 bits) from an alphabet without I, L, O and U, so that nothing can
be misread. Its first 12 characters (60 bits) are printed beside the QR code. Even a million letters and a
thousand guesses a second would take decades to hit one, and a hit shows initials only.
"""

from __future__ import annotations

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TOKEN_LENGTH, CODE_LENGTH = 26, 12
TOKEN = rf"^[{ALPHABET}]{{{TOKEN_LENGTH}}}$"
_LOOKALIKES = str.maketrans("OIL", "011")
_TAIL = re.compile(r"[0-9A-Z]+(?:[ -][0-9A-Z]+)*$")


def new_token() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))


def short_code(token: str) -> str:
    """As printed: 7KQF-2M9X-C4TD."""
    return "-".join(token[n : n + 4] for n in range(0, CODE_LENGTH, 4))


def read_code(typed: str) -> str:
    """The code or token in what somebody typed or pasted; "" where there is none.

    Takes an address, a token, a short code in any grouping, or number and code in one line.
    """
    tail = _TAIL.search(typed.strip().rstrip("/").upper()[-200:])
    bare = re.sub("[ -]", "", tail[0]).translate(_LOOKALIKES) if tail else ""
    if len(bare) > TOKEN_LENGTH or CODE_LENGTH < len(bare) < TOKEN_LENGTH:
        bare = bare[-CODE_LENGTH:]  # a number was typed before the code
    return bare if len(bare) in (CODE_LENGTH, TOKEN_LENGTH) and set(bare) <= set(ALPHABET) else ""
