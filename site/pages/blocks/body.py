"""What an article or a page may hold."""

from __future__ import annotations

from wagtail import blocks

from .books import BookBlock
from .links import ButtonBlock, LinksBlock
from .partners import PartnersBlock
from .pictures import PictureBlock
from .text import RICH_TEXT, CallOutBlock, HeadingBlock, ParagraphBlock, QuoteBlock


class BodyBlock(blocks.StreamBlock):
    """What an article or a page may hold."""

    heading = HeadingBlock(max_length=120)
    paragraph = ParagraphBlock(features=RICH_TEXT)
    quote = QuoteBlock()
    picture = PictureBlock()
    call_out = CallOutBlock()
    book = BookBlock()
    links = LinksBlock()
    button = ButtonBlock()

    class Meta:
        required = False


class ProgrammeBody(BodyBlock):
    """The same for a programme, with those who support it."""

    partners = PartnersBlock()
