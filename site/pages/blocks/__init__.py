"""The few blocks pages are made of. Each has its template in templates/blocks/ and a preview."""

from .body import BodyBlock
from .books import BookBlock, BookChooserBlock
from .home import HighlightBlock, HomeBlock
from .links import ButtonBlock, LinkBlock, LinksBlock, LinkValue, is_safe_address
from .pictures import PictureBlock
from .text import RICH_TEXT, CallOutBlock, HeadingBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "RICH_TEXT",
    "BodyBlock",
    "BookBlock",
    "BookChooserBlock",
    "ButtonBlock",
    "CallOutBlock",
    "HeadingBlock",
    "HighlightBlock",
    "HomeBlock",
    "LinkBlock",
    "LinkValue",
    "LinksBlock",
    "ParagraphBlock",
    "PictureBlock",
    "QuoteBlock",
    "is_safe_address",
]
