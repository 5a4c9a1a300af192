"""Files that people load: uploaded, read by the worker, looked at row by row, confirmed, loaded once.

An app gives four things and gets the rest:

models      a model that extends `models.FileImport` with what its rows need
importing   a subclass of `importer.Importer` that says what reading and loading are, registered with
            `importer.register` in `apps.ready()`
pages       one `pages.ImportPages` with its words and URL names; its views call `begin`, `review`,
            `confirm`, `discard` and `result`
templates   that extend `ui/imports/start.html`, `review.html` and `result.html`

The truth is in the row's state, so a worker may be killed at any point: every minute the sweep starts
again what stands still, and gives up what has been broken off too often.
"""
