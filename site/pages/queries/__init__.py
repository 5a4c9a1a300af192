"""Reads for pages and inboxes that take more than one row's facts."""
