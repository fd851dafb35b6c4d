"""Bytes of a file -> its text, or where they are not UTF-8. Imports nothing."""


class NotText(Exception):
    """The file is not UTF-8 text.

    `line` counts from 1; `byte` is the value (0 to 255) of the first byte that is wrong;
    `reason` says what stands there, as a clause that starts with "line N".
    """

    def __init__(self, path: str, line: int, byte: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.byte = byte
        self.reason = reason


def decode(data: bytes, path: str) -> str:
    """UTF-8 bytes -> text without byte order mark, line ends LF. Raises NotText; `path` is for its message."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotText(path, 1, data[0], f"line 1 starts with the byte 0x{data[0]:02X}: the file is saved as UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad_byte(data, path) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (at := text.find("\0")) >= 0:
        line = text.count("\n", 0, at) + 1
        raise NotText(path, line, 0, f"line {line} holds the byte 0x00: the file is saved as UTF-16, or it is no text")
    return text


def _bad_byte(data: bytes, path: str) -> NotText:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line, byte = before.count(b"\n") + 1, data[at]
    meant = data[at : at + 1].decode("cp1252", "ignore")
    guess = f' ("{meant}" in the Windows-1252 encoding)' if meant else ""
    return NotText(path, line, byte, f"line {line} holds the byte 0x{byte:02X}, which is not UTF-8{guess}")
