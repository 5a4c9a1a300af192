"""Who may enter the routes of the catalogue.

"in" a page · "away" sent elsewhere (sign-in, another page) · "no" 403 · "hidden" 404: another school's.
"""

ALL = ("in",) * 6
ROUTES = {"catalogue": ALL, "title": ALL, "title_lookup": ALL}
