"""Questions and their answers, in groups."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.faq import grouped

from .text import RICH_TEXT


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(
        label=_("Question"), max_length=160, help_text=_("As a reader would ask it, in one sentence.")
    )
    answer = blocks.RichTextBlock(
        label=_("Answer"), features=RICH_TEXT, help_text=_("The short answer first, then the details.")
    )

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class QuestionGroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading of the group"), max_length=80)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Group of questions")
        label_format = "{title}"
        template = "blocks/question_group.html"
        description = _("A heading and the questions that belong below it.")
        preview_value = {
            "title": "Meminjam buku",
            "questions": [
                {
                    "question": "Berapa lama buku boleh dipinjam?",
                    "answer": "<p>Satu minggu, dan boleh diperpanjang sekali.</p>",
                }
            ],
        }

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "group": grouped([value])[0]}
