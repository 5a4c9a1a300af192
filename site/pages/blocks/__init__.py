"""The few blocks pages are made of. Each has its template in templates/blocks/ and a preview."""

from .body import BodyBlock, ProgrammeBody
from .books import BookBlock, BookChooserBlock, ListedBookBlock
from .faq import QuestionBlock, QuestionGroupBlock
from .home import HighlightBlock, HomeBlock
from .links import ButtonBlock, LinkBlock, LinksBlock, LinkValue, is_safe_address
from .partners import PartnersBlock
from .pictures import PictureBlock
from .stops import StopBlock, stop_of
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
    "ListedBookBlock",
    "ParagraphBlock",
    "PartnersBlock",
    "PictureBlock",
    "ProgrammeBody",
    "QuestionBlock",
    "QuestionGroupBlock",
    "QuoteBlock",
    "StopBlock",
    "is_safe_address",
    "stop_of",
]
