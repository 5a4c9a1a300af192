"""Places, titles, authors, subjects, copies; search; exchange with SLiMS."""
