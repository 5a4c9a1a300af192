"""Reading a Dapodik "Daftar Peserta Didik", comparing it with the school, and applying it.

The way of a file, one module a step:

    sniffing → workbooks | texts → table → cells → matching, planning → applying

`table` is the gate: of the 66 columns only six (Nama, NIPD, NISN, JK, Tanggal Lahir, Rombel Saat
Ini) pass it, as text. Nothing behind it ever sees another value, so none can be stored or logged.

How lines are counted (`summary.counts`). `rows` are the lines under the header that hold anything
at all. Each has exactly one outcome, so that always

    rows = created + updated + moved + unchanged + flagged + skipped + errors

created    a pupil the school did not know
updated    a known pupil whose data changed, in the same class
moved      a known pupil whose class changed (promotion, return), also when other data changed
unchanged  a known pupil, nothing to do
flagged    held back, nothing written, until a person decides: an NISN that was corrected, a NIPD
           or NISN that now stands beside somebody else
skipped    not about a pupil: a total line, a repeated header, a line holding only a number
errors     refused, nothing written; one error for each such line

A line that was applied with a reservation (a zero put back before an NISN, no NIPD, no class)
counts under its outcome and carries a remark. `left` counts pupils of the school who are not in
the file; they are proposed as leavers, closed only when confirmed, and never deleted.
"""
