"""Components as tags with keyword-only props: a misspelt prop is a template error."""

from django import template

register = template.Library()
