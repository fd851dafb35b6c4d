"""A PDF and a key -> the PDF with a digital signature (PAdES, ETSI EN 319 142-1, baseline B-B), and who signed one.

The key is a PKCS #12 file, named by OCTAVO_SIGN_KEY; its password is read from OCTAVO_SIGN_PASSWORD. No socket is
opened: the time that the signature states is this machine's.
"""

import io
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from pyhanko.pdf_utils.generic import DictionaryObject, NumberObject, PdfObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from octavo.problems import Place, Rejected, problem

T = TypeVar("T")

KEY, PASSWORD = "OCTAVO_SIGN_KEY", "OCTAVO_SIGN_PASSWORD"
FIELD, NAME = "Signature", "Digital signature"


@dataclass(frozen=True)
class Key:
    """A key with its certificate. It never shows what is secret in it."""

    signer: signers.Signer

    @classmethod
    def of(cls, path: str, password: str, now: datetime) -> Self:
        """Open a PKCS #12 file. Raises Rejected when it cannot be opened, or its certificate is not valid now."""
        place = Place(path)
        try:
            sealed = Path(path).read_bytes()
            signer = signers.SimpleSigner.load_pkcs12_data(sealed, (), password.encode() or None)
        except OSError as error:
            raise Rejected((problem("sign-key", place, reason=error.strerror),)) from None
        except ValueError:
            raise Rejected(
                (problem("sign-key", place, reason=f"it is no PKCS #12 file, or {PASSWORD} is not its own"),)
            ) from None
        valid = signer.signing_cert["tbs_certificate"]["validity"]
        first, last = valid["not_before"].native, valid["not_after"].native
        if not first <= now <= last:
            reason = f"its certificate is valid from {first:%Y-%m-%d} to {last:%Y-%m-%d}"
            raise Rejected((problem("sign-key", place, reason=reason),))
        return cls(signer)

    def sign(self, pdf: bytes) -> bytes:
        """The PDF with a signature that is not drawn on any page, appended to its bytes."""
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        append_signature_field(writer, SigFieldSpec(FIELD, readable_field_name=NAME))
        _tag(writer)
        details = signers.PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
        )
        signing = partial(signers.PdfSigner(details, signer=self.signer).sign_pdf, writer, existing_fields_only=True)
        return bytes(_aside(signing).getvalue())


def _tag(writer: IncrementalPdfFileWriter) -> None:
    """Nest the signature's field, which shows nothing, in an element of its own at the end of the document's structure:
    Form (ISO 14289-1, 7.18.4), and in PDF 2.0 Artifact (ISO 14289-2, 8.9.2.4.13)."""
    tree = writer.root["/StructTreeRoot"]
    document, parents = tree["/K"].raw_get(0), tree["/ParentTree"]
    field, number = writer.root["/AcroForm"]["/Fields"].raw_get(0), tree["/ParentTreeNextKey"]
    widget = field.get_object()
    reference = {"/Type": pdf_name("/OBJR"), "/Obj": field, "/Pg": widget.raw_get("/P")}
    element = {"/Type": pdf_name("/StructElem"), "/S": pdf_name("/Form"), "/P": document, "/K": _dictionary(reference)}
    if "/NS" in document.get_object():
        element |= {"/S": pdf_name("/Artifact"), "/NS": document.get_object().raw_get("/NS")}
    form = writer.add_object(_dictionary(element))
    document.get_object()["/K"].append(form)
    parents["/Nums"].extend((number, form))
    widget[pdf_name("/StructParent")] = number
    widget[pdf_name("/Contents")] = pdf_string(NAME)
    tree[pdf_name("/ParentTreeNextKey")] = NumberObject(number + 1)  # type: ignore[no-untyped-call]
    for changed in (document.get_object()["/K"], parents["/Nums"], parents, tree, widget):
        writer.update_container(changed)


def _dictionary(entries: Mapping[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({pdf_name(key): entry for key, entry in entries.items()})  # type: ignore[no-untyped-call]


def key_of(environment: Mapping[str, str], now: datetime) -> Key | None:
    """The key that the environment names; None when it names none. Raises Rejected."""
    path = environment.get(KEY, "")
    return Key.of(path, environment.get(PASSWORD, ""), now) if path else None


def signer_of(pdf: bytes) -> str:
    """Who signed a PDF, when the signature is sound and covers all its bytes; else "". Whether the signer is to be
    trusted is for the reader's own list of certificates to say."""
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    except PdfError:
        return ""
    if len(signatures) != 1:
        return ""
    certificate = signatures[0].signer_cert
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    status = _aside(partial(validate_pdf_signature, signatures[0], context))
    is_whole = status.intact and status.valid and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return str(certificate.subject.human_friendly) if is_whole else ""


def _aside(work: Callable[[], T]) -> T:
    """Do it in a thread of its own: pyhanko runs an event loop, and the thread that asks may be running one."""
    with ThreadPoolExecutor(1, "sign") as thread:
        return thread.submit(work).result()
