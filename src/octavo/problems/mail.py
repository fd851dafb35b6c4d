"""Rules about mail: what the house says of it, the relay, and letters. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "mail-none",
        "error",
        "the house does not say how it writes to members: there is no mail",
        "add mail: with from and relay to content/publisher.yaml",
        "Who a letter is from is nowhere guessed.",
    ),
    Rule(
        "mail-no-relay",
        "error",
        "no relay is named that takes letters",
        "add relay: the name of your provider's server for outgoing mail; drafts can be written without",
        "Letters are handed to the house's own provider, who signs them (RFC 6409).",
    ),
    Rule(
        "mail-host",
        "error",
        '"{value}" is not the name of a machine',
        "write the name alone, such as mail.example.org; the port is a field of its own",
        "A relay is found by its name (RFC 5321, 2.3.5), and its certificate is compared with it.",
    ),
    Rule(
        "mail-number",
        "error",
        '{field} is "{value}", and should be a whole number from {least} to {most}',
        "write digits alone",
        "A limit that cannot be read would be none.",
    ),
    Rule(
        "mail-size",
        "error",
        '{field} is "{value}", which is no size',
        "write 5 MB or 800 kB, or 0 to attach nothing",
        "What is larger goes as a link: letters that are too large are sent back.",
    ),
    Rule(
        "mail-plain",
        "error",
        "to {host}, another machine, everything would go unencrypted",
        "write security: starttls or security: tls",
        "Addresses and passwords could be read on the way (RFC 8314, 3).",
    ),
    Rule(
        "mail-secret",
        "error",
        'the field "{key}" holds what should be in no file',
        "take it out, change the password if others have seen the file, and set OCTAVO_SMTP_USER and "
        "OCTAVO_SMTP_PASSWORD, or keep the password in the keyring",
        "Files of a house are shared and kept in history; a password in them is known to all (CWE-260).",
    ),
    Rule(
        "mail-unsubscribe",
        "error",
        'the address "{value}" cannot end a subscription: {reason}',
        "write https://, your site, and where the member's mark goes: https://example.org/leave/{{token}}",
        "One click must end a subscription, over an encrypted connection, and for one member alone (RFC 8058, 3.1).",
    ),
    Rule(
        "mail-list-id",
        "error",
        '"{value}" is no name of a list',
        "write a name under a domain of yours, such as briefs.example.org",
        "Programs sort letters by the name of their list (RFC 2919, 3).",
    ),
    Rule(
        "mail-password",
        "error",
        "there is no password for {user} at {host}",
        'set it in the environment, or keep it with: keyring set "octavo:{host}" {user}',
        "A password is read from the environment or the machine's keyring, and is shown nowhere.",
    ),
    Rule(
        "mail-header",
        "error",
        '{field} "{value}" holds {character}, which cannot stand in the head of a letter',
        "type it again on one line",
        "A line break in a name or a subject could add lines to the head of a letter (CWE-93).",
    ),
    Rule(
        "mail-relay",
        "error",
        "the relay {host} cannot be used: {reason}",
        "see that its name, port and security are as your provider says; nothing was sent",
        "A relay that cannot be used is told before a letter is written.",
    ),
    Rule(
        "mail-too-large",
        "error",
        "a letter has {size} bytes, and the relay {host} takes {most}",
        "make attach-up-to smaller, so that the PDF goes as a link",
        "A relay says how much it takes (RFC 1870, 4); a larger letter would be refused for each member.",
    ),
    Rule(
        "mail-clipped",
        "error",
        "the letter has {size} bytes of HTML, more than {most}",
        "shorten the takeaways, or the template",
        "Gmail cuts a letter off after about 102 kB, and with it where to unsubscribe.",
    ),
    Rule(
        "mail-empty",
        "error",
        "the letters would bring nothing: {reason}, and no base-url says where the brief can be read",
        "print a PDF, make attach-up-to larger, or say base-url in content/publisher.yaml; then release again",
        "A letter that tells of a publication leads to it: by an attachment, or by a link.",
    ),
)
