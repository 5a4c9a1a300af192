"""Wagtail page types, blocks and menus."""
