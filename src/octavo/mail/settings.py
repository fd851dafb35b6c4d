"""The house's `mail:` -> who letters are from, the route to the relay, and the limits; or what is wrong with it."""

from dataclasses import dataclass

from octavo.blocks import NOWHERE
from octavo.content import PUBLISHER, Workspace
from octavo.mail.connection import Route, is_loopback
from octavo.mail.letter import Mailbox
from octavo.model.house import house_of
from octavo.model.mailing import TOKEN, MailFields
from octavo.problems import Place, Problem, Rejected, errors, problem
from octavo.yamltext import Marks


@dataclass(frozen=True, slots=True)
class Mail:
    """How the house writes. `route` is None where it has no relay and only drafts can be written; `place` is where the
    relay is named; `attach_up_to` is in bytes, the limits in letters."""

    sender: Mailbox
    route: Route | None
    place: Place = NOWHERE
    reply_to: str = ""
    unsubscribe: str = ""
    unsubscribe_by_mail: str = ""
    list_id: str = ""
    per_minute: int = 0
    per_domain: int = 0
    attach_up_to: int = 0

    def leave(self, token: str) -> str:
        """Where the member with this token ends the subscription, "" when the house names no such place."""
        return self.unsubscribe.replace(TOKEN, token)


def mail_of(workspace: Workspace, sending: bool = True) -> Mail:
    """What publisher.yaml says of mail. Raises Rejected when it says nothing, or nothing that can be used; `sending`
    asks for a relay too."""
    house = house_of(workspace)
    if house.publisher is None or workspace.publisher is None:
        raise Rejected(errors(house.problems))
    said = house.publisher.mail
    if said is None:
        raise Rejected((problem("mail-none", Place(PUBLISHER)),))
    marks = workspace.publisher.marks
    found = _faults(said, marks, sending)
    if found:
        raise Rejected(found)
    return Mail(
        Mailbox(said.from_, said.from_name or house.publisher.name.full),
        Route(said.relay, said.port or 0, said.security) if said.relay else None,
        marks.place(("mail", "relay")),
        said.reply_to,
        said.unsubscribe,
        said.unsubscribe_by_mail,
        said.list_id,
        said.per_minute,
        said.per_domain,
        said.attach_up_to,
    )


def _faults(said: MailFields, marks: Marks, sending: bool) -> tuple[Problem, ...]:
    """What no field says alone."""
    if not said.relay:
        return (problem("mail-no-relay", marks.place(("mail",))),) if sending else ()
    if said.security == "plain" and not is_loopback(said.relay):
        return (problem("mail-plain", marks.place(("mail", "security")), host=said.relay),)
    return ()
