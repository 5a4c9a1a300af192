"""Recording, withdrawing and asking for consent. Order of locks: the pupils' rows, by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.consents import purposes
from accounts.exceptions import GuardianUnnamed, LinkClosed, OutOfScope, UnknownPurpose
from accounts.models import Channel, Consent, GuardianLink, Pupil, Relation, User
from accounts.permissions import looks_after
from accounts.registry import witness

MOST_NAME, MOST_BROWSER = 120, 200


@dataclass(frozen=True)
class Guardian:
    """Who says yes or no."""

    name: str
    relation: Relation | str = Relation.GUARDIAN

    def checked(self) -> Guardian:
        name = " ".join(self.name.split())[:MOST_NAME]
        if not name or self.relation not in Relation.values:
            raise GuardianUnnamed
        return Guardian(name, self.relation)


@transaction.atomic
def record_on_paper(forms: Mapping[int, tuple[Guardian, Iterable[str]]], *, actor: User) -> int:
    """Signed forms lie before the actor: pupil id → (who signed, codes of the purposes ticked).

    A purpose that is open already stays as it was. Returns how many consents are new. All or nothing:
    raises OutOfScope for a pupil who is not the actor's, GuardianUnnamed, UnknownPurpose.
    """
    pupils = lock_pupils(forms)
    if set(forms) != set(pupils) or not looks_after(actor, forms):
        raise OutOfScope
    new = 0
    for pk, (guardian, codes) in forms.items():
        evidence = {"how": Channel.PAPER, "recorded_by": actor}
        new += len(_give(pupils[pk], codes, guardian.checked(), actor=actor, **evidence))
    return new


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: str, actor: User) -> None:
    """A guardian took it back in person or on paper; taken back twice is taken back once."""
    pupil = lock_pupils([consent.pupil_id])[consent.pupil_id]
    if not looks_after(actor, [pupil.pk]):
        raise OutOfScope
    name = Guardian(by).checked().name
    evidence = {"withdrawn_how": Channel.PAPER, "withdrawal_recorded_by": actor}
    _withdraw(pupil, [consent.purpose], name, actor=actor, **evidence)


@transaction.atomic
def answer_by_link(token: str, answers: Mapping[str, bool], *, guardian: Guardian, browser: str) -> int:
    """The guardian's own answers; returns how many changed. Raises LinkClosed, GuardianUnnamed."""
    guardian = guardian.checked()
    link = GuardianLink.objects.working().filter(token=token).first()
    if link is None:
        raise LinkClosed
    pupil = lock_pupils([link.pupil_id])[link.pupil_id]
    if not GuardianLink.objects.working().filter(pk=link.pk).exists():  # revoked while we waited
        raise LinkClosed
    seen = browser[:MOST_BROWSER]
    yes = [code for code, agrees in answers.items() if agrees]
    no = [code for code, agrees in answers.items() if not agrees]
    given = _give(pupil, yes, guardian, actor=None, how=Channel.LINK, link=link, browser=seen)
    evidence = {"withdrawn_how": Channel.LINK, "withdrawal_browser": seen}
    return len(given) + _withdraw(pupil, no, guardian.name, actor=None, **evidence)


@transaction.atomic
def links_for(pupil_ids: Iterable[int], *, actor: User) -> dict[int, GuardianLink]:
    """A working link for each pupil, made where there is none: by staff for their pupils, or one's own."""
    pupils = lock_pupils(pupil_ids)
    own = all(pupil.user_id == actor.pk for pupil in pupils.values())
    if not own and not looks_after(actor, pupils):
        raise OutOfScope
    working = GuardianLink.objects.working().filter(pupil__in=pupils).order_by("pk")
    links = {link.pupil_id: link for link in working}
    for pk, pupil in pupils.items():
        if pk not in links:
            links[pk] = GuardianLink.objects.create(pupil=pupil, made_by=actor)
            witness("guardian_link_made", pupil, actor=actor, school=pupil.school)
    return links


@transaction.atomic
def revoke_link(link: GuardianLink, *, actor: User) -> None:
    """The link opens nothing any more; what was answered by it stays."""
    pupil = lock_pupils([link.pupil_id])[link.pupil_id]
    if pupil.user_id != actor.pk and not looks_after(actor, [pupil.pk]):
        raise OutOfScope
    if GuardianLink.objects.working().filter(pk=link.pk).update(revoked_at=timezone.now()):
        witness("guardian_link_revoked", pupil, actor=actor, school=pupil.school)


def lock_pupils(pupil_ids: Iterable[int]) -> dict[int, Pupil]:
    """Whoever records or withdraws for the same pupil waits here."""
    rows = Pupil.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=list(pupil_ids))
    rows = rows.select_related("school").defer("nisn", "birth_date").order_by("pk")
    return {pupil.pk: pupil for pupil in rows}


def _give(
    pupil: Pupil, codes: Iterable[str], guardian: Guardian, *, actor: User | None, **evidence: object
) -> list[Consent]:
    asked = list(dict.fromkeys(codes))
    if any(purposes.find(code) is None for code in asked):
        raise UnknownPurpose
    held = set(Consent.objects.of(pupil).open().values_list("purpose", flat=True))
    made = []
    for purpose in filter(None, map(purposes.find, asked)):
        if purpose.code in held:
            continue
        consent = Consent(
            pupil=pupil,
            purpose=purpose.code,
            wording=purpose.current.version,
            given_by=guardian.name,
            relation=guardian.relation,
            **evidence,
        )
        consent.save()
        made.append(consent)
        witness(
            "consent_given", pupil, actor=actor, school=pupil.school, purpose=purpose.code, how=consent.how
        )
    return made


def _withdraw(pupil: Pupil, codes: Iterable[str], by: str, *, actor: User | None, **evidence: object) -> int:
    open_ones = list(Consent.objects.of(pupil).open().filter(purpose__in=list(codes)))
    for consent in open_ones:
        consent.withdrawn_at, consent.withdrawn_by = max(timezone.now(), consent.given_at), by
        for field, value in evidence.items():
            setattr(consent, field, value)
        consent.save(update_fields=["withdrawn_at", "withdrawn_by", *evidence])
        how = str(evidence["withdrawn_how"])
        witness(
            "consent_withdrawn", pupil, actor=actor, school=pupil.school, purpose=consent.purpose, how=how
        )
    return len(open_ones)
