"""A visitor who follows every link and reads every page's source: see __main__ for how to send them."""
