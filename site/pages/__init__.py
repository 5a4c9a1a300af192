"""Wagtail page types, blocks and menus.

News belongs to the whole installation: an editor of any school edits the same pages, a teacher of any
school writes drafts that an editor approves. What is public is shared; what is private never gets here.
"""
