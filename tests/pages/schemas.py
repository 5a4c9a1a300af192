"""What schema.org and search engines ask of each type, as JSON schemas.

Required are the properties without which Google's guides call a result invalid; of those it recommends we
require what we always know. A type without a schema here is an error: whoever states it says what it holds.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

CONTEXT = "https://schema.org"
TEXT = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://[^/\\s]+/"}
DATE = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
PLACE_IN_LIST = {"type": "integer", "minimum": 1}


def ref(*types: str) -> dict[str, Any]:
    return {"type": "object", "properties": {"@type": {"enum": list(types)}}, "required": ["@type"]}


def many(item: dict[str, Any], least: int = 1) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": least}


def one_or_many(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, many(item)]}


WHO = ref("Organization", "Person", "Library")
IMAGE = one_or_many({"anyOf": [URL, ref("ImageObject")]})
ARTICLE = {
    "required": ["headline", "image", "datePublished", "dateModified", "author", "publisher"],
    "properties": {
        "headline": {**TEXT, "maxLength": 110},
        "description": TEXT,
        "image": IMAGE,
        "datePublished": DATE,
        "dateModified": DATE,
        "author": one_or_many(WHO),
        "publisher": WHO,
        "mainEntityOfPage": URL,
        "inLanguage": {"enum": ["id", "en"]},
        "articleSection": TEXT,
        "url": URL,
    },
}

SCHEMAS: dict[str, dict[str, Any]] = {
    "NewsArticle": ARTICLE,
    "Article": ARTICLE,
    "Event": {
        "required": ["name", "startDate", "location", "eventStatus", "organizer"],
        "properties": {
            "name": TEXT,
            "url": URL,
            "startDate": DATE,
            "endDate": DATE,
            "description": TEXT,
            "eventStatus": {"enum": [f"{CONTEXT}/EventScheduled", f"{CONTEXT}/EventCancelled"]},
            "eventAttendanceMode": {"enum": [f"{CONTEXT}/OfflineEventAttendanceMode"]},
            "location": ref("Place", "Library"),
            "organizer": WHO,
            "image": IMAGE,
        },
    },
    "Book": {
        "required": ["@id", "name", "url"],
        "properties": {
            "@id": URL,
            "name": TEXT,
            "url": URL,
            "image": IMAGE,
            "author": many(ref("Person")),
            "publisher": ref("Organization"),
            "datePublished": {"type": "string", "pattern": "^[0-9]{4}$"},
            "isbn": {"type": "string", "pattern": "^[0-9]{13}$"},
            "inLanguage": {"type": "string", "pattern": "^[A-Za-z-]{2,8}$"},
            "numberOfPages": {"type": "integer", "minimum": 1},
            "bookEdition": TEXT,
            "description": TEXT,
            "about": many(ref("Thing")),
            "educationalLevel": TEXT,
        },
    },
    "BreadcrumbList": {
        "required": ["itemListElement"],
        "properties": {
            "itemListElement": many(
                {"allOf": [ref("ListItem"), {"required": ["name", "item"]}]},
            )
        },
    },
    "ItemList": {
        "required": ["itemListElement"],
        "properties": {"name": TEXT, "itemListElement": many(ref("ListItem"), least=0)},
    },
    "ListItem": {
        "required": ["position"],
        "anyOf": [{"required": ["name", "item"]}, {"required": ["url"]}, {"required": ["item"]}],
        "properties": {
            "position": PLACE_IN_LIST,
            "name": TEXT,
            "url": URL,
            "item": {"anyOf": [URL, ref("Event", "Book")]},
        },
    },
    "Library": {
        "required": ["name", "url"],
        "properties": {
            "name": TEXT,
            "url": URL,
            "telephone": {"type": "string", "pattern": "^[+0-9()][0-9 ()-]{4,}$"},
            "email": {"type": "string", "format": "email"},
            "address": {"anyOf": [TEXT, ref("PostalAddress")]},
            "sameAs": many(URL),
            "image": IMAGE,
            "logo": URL,
            "openingHoursSpecification": many(ref("OpeningHoursSpecification")),
            "specialOpeningHoursSpecification": many(ref("OpeningHoursSpecification")),
        },
    },
    "OpeningHoursSpecification": {
        "anyOf": [{"required": ["dayOfWeek"]}, {"required": ["validFrom"]}],
        "properties": {"validFrom": DATE, "validThrough": DATE},
    },
    "FAQPage": {"required": ["mainEntity"], "properties": {"mainEntity": many(ref("Question"))}},
    "QAPage": {"required": ["mainEntity"], "properties": {"mainEntity": ref("Question")}},
    "Question": {
        "required": ["name"],
        "anyOf": [{"required": ["acceptedAnswer"]}, {"required": ["answerCount"]}],
        "properties": {"name": TEXT, "url": URL, "acceptedAnswer": ref("Answer")},
    },
    "Answer": {"required": ["text"], "properties": {"text": TEXT, "dateCreated": DATE}},
    "WebSite": {"required": ["name", "url"], "properties": {"name": TEXT, "url": URL}},
    "SearchAction": {"required": ["target", "query-input"]},
    "EntryPoint": {"required": ["urlTemplate"], "properties": {"urlTemplate": URL}},
    "WebPage": {"required": ["name", "url"], "properties": {"name": TEXT, "url": URL}},
    "CollectionPage": {"required": ["name", "url"], "properties": {"name": TEXT, "url": URL}},
    "DigitalDocument": {"required": ["name", "url"], "properties": {"name": TEXT, "url": URL}},
    "CreativeWork": {"required": ["name"], "properties": {"name": TEXT, "url": URL}},
    "Place": {"required": ["name"], "properties": {"name": TEXT}},
    "PostalAddress": {"anyOf": [{"required": ["streetAddress"]}, {"required": ["addressLocality"]}]},
    "Organization": {"required": ["name"], "properties": {"name": TEXT, "url": URL, "logo": IMAGE}},
    "Person": {"required": ["name"], "properties": {"name": TEXT, "url": URL}},
    "ImageObject": {"required": ["url"], "properties": {"url": URL}},
    "Thing": {"required": ["name"], "properties": {"name": TEXT}},
}


def mistakes(data: Any, *, top: bool = True) -> list[str]:
    """What is wrong with a block of JSON-LD, in words; empty if nothing is."""
    if isinstance(data, list):
        return [said for each in data for said in mistakes(each, top=top)]
    if not isinstance(data, dict):
        return []
    found = [said for value in data.values() for said in mistakes(value, top=False)]
    if top and data.get("@context") != CONTEXT:
        found.append(f"{data.get('@type')} stands alone without @context")
    if (kind := data.get("@type")) is None:
        return found if not top else [*found, "a block without @type"]
    if kind not in SCHEMAS:
        return [*found, f"no schema for {kind}: write it in tests/pages/schemas.py"]
    check = Draft202012Validator(SCHEMAS[kind], format_checker=FormatChecker())
    return found + [f"{kind}: {each.json_path} {each.message}" for each in check.iter_errors(data)]
