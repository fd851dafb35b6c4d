"""The commands of this press. `invoke --list` names them; `invoke build --help` explains one."""

from octavo.tasks import collection

ns = collection(__file__)
