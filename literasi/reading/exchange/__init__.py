"""The journal's way in and out: files people load, and files they take along.

columns     import-export Resources: what a file's columns are called and how a cell is read
importing   one `Importer` for all kinds of files (ui.imports); each kind is a `Table`
logs, history, programmes, lists    the kinds: a teacher's table of entries, a reader's Goodreads export…
writing     many entries at once, under the readers' locks, with one settling of the totals
exporting   rows as CSV or XLSX, never the whole of them in memory; large ones by the worker

Loading the same file again changes nothing: the number of an entry (`client_id`) follows from what its
row says. Entries from before the school's back-dating window are history (`Source.IMPORT`): they stand in
the journal and its totals, and count in no programme.
"""
