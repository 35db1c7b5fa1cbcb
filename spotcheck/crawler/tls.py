"""TLS as old servers speak it. Verifies nothing: public pages are read, nothing confidential is sent."""

from __future__ import annotations

import contextlib
import ssl
import warnings


def context() -> ssl.SSLContext:
    """A context that old, expired and self-made certificates do not stop: they hide no page, and close no site."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # TLS 1.0 and 1.1 are what some portals still speak
        made.minimum_version = ssl.TLSVersion.TLSv1
    with contextlib.suppress(ssl.SSLError):  # the library may have been built without them
        made.set_ciphers("DEFAULT:@SECLEVEL=0")
    return made
