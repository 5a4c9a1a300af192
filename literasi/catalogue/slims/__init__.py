"""Reading the CSV files of SLiMS 9, comparing them with the catalogue, and applying them.

The way of a file, one module a step:

    dialect → reader → records (text, values, words) → library → biblio | items, copies → applying

The catalogue after an import is a function of the set of files imported so far, not of their order.
Each rule below is therefore commutative, associative and idempotent:

- A row with an ISBN is the title of that ISBN. A row without one is the title of its description
  (text, first author or else publisher, edition); where a title with an ISBN bears the same
  description, it completes that title instead of making its own.
- Two values of one field: a filled one beats an empty one, then the one not in capitals, the longer, the
  one with more capital initials, the later in the alphabet. Subjects are united; of two lists of authors
  the longer stays.
- A copy belongs to the title whose biblio row lists its barcode. An item row alone names only a text:
  the copy stands under the first title of that text (by key), or under a bare title made for it, which
  the first biblio row of that text takes over. Better knowledge moves the copy (`Copy.title_link`).
- Of two item rows for one barcode the one changed last in SLiMS stands (`Copy.import_mark`).
- Authors, subjects and places are kept once seen, even when another row's list won.

No row is lost silently: each biblio row is counted once as created, updated, unchanged, merged (the
same book as another row of the file) or error; each item row once as a copy created, updated,
unchanged or error; what was read with a reservation is flagged with its row number as well.
"""
