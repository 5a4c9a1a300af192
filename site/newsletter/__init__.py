"""The digest of news by e-mail, for anybody with an address.

It stands after `pages` in the order of apps, because it tells what pages hold; the mails themselves go out
through the outbox of `notices`, whose kinds `mailing.py` registers. Nothing is kept of who opens them: no
pictures to load, no counted links. Who leaves is deleted, with everything written to the address.

An issue is open until it is sent (one open issue a pace), so that editors can introduce it or hold it back.
Sending is one transaction: the contents are frozen into the issue and `tell` writes one notice per receiver,
unique by issue and address. A worker killed before the commit has sent nothing, and one killed after it
leaves rows that the next one delivers (see `notices` for what "once" means there).
"""
