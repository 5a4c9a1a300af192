"""What is wrong with a page's HTML, as a strict reader finds it.

Stricter than a browser: whatever opens is closed, headings step down one by one, every field has a name,
lists hold items, paragraphs hold no blocks, every reference within the page leads somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
BLOCKS = {
    *("address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre"),
    *("section", "table", "ul"),
}
WORDS_ONLY = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "strong", "em", "small", "b", "i", "button", "label"),
    *("summary", "abbr", "code", "kbd", "mark", "time"),
}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"th", "td"},
    "select": {"option", "optgroup", "hr"},
    "colgroup": {"col"},
}
PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "caption": {"table"},
    "figcaption": {"figure"},
    "summary": {"details"},
    "legend": {"fieldset"},
}
ANYWHERE = {"script", "template"}
PRESSED = {"a", "button", "input", "select", "textarea", "summary"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list")
UNNAMED_INPUTS = {"hidden", "submit", "button", "reset", "image"}
READ_OUT = ("aria-label", "placeholder", "title", "alt")
SILENT = {"script", "style", "code", "pre", "template"}

Attributes = dict[str, str]


@dataclass
class Open:
    tag: str
    line: int
    language: str


@dataclass
class Page:
    """A page's source, read once: its faults, its links, its words."""

    source: str
    faults: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    language: str = ""

    def __post_init__(self) -> None:
        reader = _Reader(self)
        reader.feed(self.source)
        reader.finish()

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.open: list[Open] = []
        self.headings: list[int] = []
        self.wanted: list[tuple[str, str, str]] = []  # reference, id, tag
        self.fields: list[tuple[str, Attributes]] = []
        self.labelled: set[str] = set()
        self.mains = 0
        self.title = ""

    def fault(self, text: str) -> None:
        self.page.faults.append(f"{text} (line {self.getpos()[0]})")

    # --- What opens and closes ---------------------------------------------------------------------
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) < len(attrs):
            self.fault(f"<{tag}> says an attribute twice")
        if not self._drawing():
            self._place(tag)
            self._note(tag, attributes)
        self._identify(tag, attributes)
        if tag not in VOID:
            above = self.open[-1].language if self.open else ""
            self.open.append(Open(tag, self.getpos()[0], attributes.get("lang", above)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            if not self._drawing():
                self.fault(f"<{tag}/> does not close itself")
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return self.fault(f"</{tag}> closes nothing")
        if not self.open or self.open[-1].tag != tag:
            inner = f"<{self.open[-1].tag}> of line {self.open[-1].line}" if self.open else "nothing"
            self.fault(f"</{tag}> stands where {inner} is open")
            if tag not in [o.tag for o in self.open]:
                return None
            while self.open[-1].tag != tag:
                self.open.pop()
        self.open.pop()
        return None

    def handle_data(self, data: str) -> None:
        inside = {o.tag for o in self.open}
        if "title" in inside and "svg" not in inside:
            self.title += data
        if not data.strip() or inside & SILENT:
            return
        if self.open[-1].tag in CHILDREN and self.open[-1].tag not in {"select"}:
            self.fault(f"words straight in <{self.open[-1].tag}>: “{data.strip()[:30]}”")
        self._say(data)

    def _say(self, text: str) -> None:
        if not self.open or self.open[-1].language in ("", self.page.language):
            self.page.words.append(text)

    def _drawing(self) -> bool:
        return any(o.tag in {"svg", "math"} for o in self.open)

    # --- Where things may stand --------------------------------------------------------------------
    def _place(self, tag: str) -> None:
        parent = self.open[-1].tag if self.open else ""
        allowed = CHILDREN.get(parent)
        if allowed is not None and tag not in allowed | ANYWHERE:
            self.fault(f"<{tag}> straight in <{parent}>")
        if tag in PARENTS and parent not in PARENTS[tag] | {"template"}:
            self.fault(f"<{tag}> outside {' or '.join(sorted(PARENTS[tag]))}")
        if tag in BLOCKS:
            headed = parent == "summary" and tag in {"h2", "h3", "h4"}
            around = [o.tag for o in self.open if o.tag in WORDS_ONLY]
            if around and not headed:
                self.fault(f"<{tag}> in <{around[-1]}>")
        around = [o.tag for o in self.open if o.tag in {"a", "button"}]
        if tag in PRESSED and around:
            self.fault(f"<{tag}> in <{around[-1]}>")

    # --- What is said about them -------------------------------------------------------------------
    def _note(self, tag: str, attributes: Attributes) -> None:
        if tag == "html":
            self.page.language = attributes.get("lang", "")
        if tag == "main" or attributes.get("role") == "main":  # the latter in e-mails, which programs cut up
            self.mains += 1
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._step_down(int(tag[1]))
        if tag == "img" and "alt" not in attributes:
            self.fault("<img> without alt")
        if tag in {"a", "link"} and attributes.get("href"):
            self.page.links.append(attributes["href"])
        if tag in {"img", "source", "script"} and attributes.get("src"):
            self.page.links.append(attributes["src"])
        if tag == "label":
            self.labelled.add(attributes.get("for", ""))
        if tag in {"input", "select", "textarea"} and attributes.get("type") not in UNNAMED_INPUTS:
            within = any(o.tag == "label" for o in self.open)
            named = within or attributes.get("aria-label") or attributes.get("aria-labelledby")
            if not named:
                self.fields.append((tag, attributes))
        for name in READ_OUT:
            if attributes.get(name):
                self._say(attributes[name])

    def _step_down(self, level: int) -> None:
        if not self.headings and level != 1:
            self.fault(f"the first heading is <h{level}>")
        if self.headings and level > self.headings[-1] + 1:
            self.fault(f"<h{level}> after <h{self.headings[-1]}>")
        self.headings.append(level)

    def _identify(self, tag: str, attributes: Attributes) -> None:
        if "id" in attributes:
            if attributes["id"] in self.page.ids or not attributes["id"]:
                self.fault(f"id “{attributes['id']}” stands twice or is empty")
            self.page.ids.add(attributes["id"])
        if self._drawing():
            return
        for name in REFERENCES:
            self.wanted += [(name, value, tag) for value in attributes.get(name, "").split()]

    def finish(self) -> None:
        self.close()
        self.page.faults += [f"<{o.tag}> of line {o.line} is never closed" for o in self.open]
        if self.headings.count(1) != 1:
            self.page.faults.append(f"{self.headings.count(1)} h1")
        if self.mains != 1:
            self.page.faults.append(f"{self.mains} main")
        if not self.title.strip():
            self.page.faults.append("no title")
        if not self.page.language:
            self.page.faults.append("no language")
        for name, value, tag in self.wanted:
            if value not in self.page.ids:
                self.page.faults.append(f"<{tag} {name}={value}> leads to nothing on the page")
        for tag, attributes in self.fields:
            if attributes.get("id", "?") not in self.labelled:
                self.page.faults.append(f"<{tag} name={attributes.get('name', '')}> has no label")
