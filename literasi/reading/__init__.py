"""What pupils read: the journal, its verification and its totals."""
