"""Reading and the books it needs: catalogue, circulation, reading, corners (in this import order).

Glossary. English identifiers are library science's own words; Indonesian only where law or custom
defines the thing.

Title      a work in one edition; what the catalogue describes (SLiMS: biblio)
Copy       one physical piece of a Title, with a barcode (SLiMS: item; eksemplar)
Place      where copies live: a library, a class corner, a mobile stop
Level      perjenjangan buku (BSKAP 030/P/2022): A, B1, B2, B3, C, D, E
Entry      one line of a pupil's reading journal (ReadingLog)
rombel     rombongan belajar: a class of one school year (Classroom)
npsn       national school number, 8 digits
nis, nipd  the school's own pupil number
nisn       national pupil number, 10 digits; never shown to the public
wajib baca the reading a school requires
"""
