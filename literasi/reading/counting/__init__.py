"""How entries count in programmes. One set of rules, said once, as database conditions.

plans      a programme as the counting reads it; `compile_plan` writes it, `plans_for` reads it
periods    which interval of a programme a day belongs to
rules      the conditions an entry must meet, each with a name and a sentence for the reader
standings  `recount`: standings of readers and classes after their entries changed
verdicts   why an entry counted, or why not
rebuild    everything again from the journal: `count_anew` for new rules, `rebuild_standings` to check

The same conditions select what is added up and explain a single entry, so that the two cannot disagree.
"""

from .plans import Plan, compile_plan, plans_for
from .rebuild import count_anew, rebuild_standings
from .rules import invites
from .standings import recount
from .verdicts import Verdict, verdicts_of

__all__ = [
    "Plan",
    "Verdict",
    "compile_plan",
    "count_anew",
    "invites",
    "plans_for",
    "rebuild_standings",
    "recount",
    "verdicts_of",
]
