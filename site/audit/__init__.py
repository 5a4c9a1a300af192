"""Who did what to which row; written by services."""
