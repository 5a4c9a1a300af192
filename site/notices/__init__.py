"""The outbox: what the site tells people, and how it reaches them.

A later app registers a kind (`registry.register(NoticeKind(...))` in its `apps.ready()`) and tells people
inside the transaction of its own verb:

    tell("loan-due", [To(user=pupil, data={"title": "…"}, link="/saya/")], reference=f"loan-{loan.pk}-due")

What "once" means. A notice is unique per kind, reference and receiver: telling twice, also from two processes
at once, is telling once. Its way out (a `Delivery` per channel) is claimed in a transaction of its own before
anything leaves the machine, and closed afterwards. If the worker dies in between, nobody can know whether the
message left:

- an e-mail is sent again when the claim is `LEASE` old, with the same Message-ID: mail systems show
  the two copies as one;
- an SMS or WhatsApp message is not: it has no such mark. The delivery is closed as failed, "perhaps sent",
  and the staff decide whether to try again.

Children: the least by default. Pupils are told on the site and on paper slips; no e-mail address or telephone
number of theirs is used, even where an account holds one. Messages that leave carry a first name at most.
"""
