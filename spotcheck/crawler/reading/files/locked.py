"""Files of Office under the password that Excel itself uses for workbooks that are only to be read. No other password is ever tried."""

from __future__ import annotations

from io import BytesIO
from struct import error as StructError

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from spotcheck.crawler.reading.files.content import Unreadable
from spotcheck.crawler.records import DocumentState

_EXCELS_OWN = "VelvetSweatshop"  # [MS-OFFCRYPTO] 2.2.10: opened by Excel and WPS without asking anybody


def unlocked(body: bytes) -> bytes:
    """The file inside. Unreadable (ENCRYPTED) where another password is needed."""
    out = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(body))
        file.load_key(password=_EXCELS_OWN)
        file.decrypt(out)
    except MemoryError:
        raise
    except (DecryptionError, FileFormatError, InvalidKeyError, ParseError, OSError, ValueError, LookupError, AttributeError, StructError):
        raise Unreadable(DocumentState.ENCRYPTED, "password") from None
    return out.getvalue()
