"""/gaya/: the living style guide, shown where settings.STYLE_GUIDE is on.

`tokens` reads colours, type and space out of app.css, so that the guide cannot disagree with it;
`samples` holds each component as the template code that makes it; the page draws both.
"""

from .views import style_guide

__all__ = ["style_guide"]
