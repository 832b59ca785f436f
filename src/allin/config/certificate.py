"""How long the certificate of the house's own address still holds."""

import contextlib
import datetime as dt
import socket
import ssl
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509

PATIENCE: Final = 5.0  # seconds
HTTPS: Final = 443


def ends_at(address: str) -> dt.datetime | None:
    """
    Return when the certificate that stands at an address ends, in UTC.

    It is read as it is, also when it has ended or nobody trusts it. None: the address
    is not https, or nobody answers there in five seconds.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        return None
    anybody = ssl.create_default_context()
    anybody.check_hostname = False
    anybody.verify_mode = ssl.CERT_NONE  # nothing is sent: only the date is read
    there = (parts.hostname, parts.port or HTTPS)
    with contextlib.suppress(OSError):
        with (
            socket.create_connection(there, PATIENCE) as line,
            anybody.wrap_socket(line, server_hostname=parts.hostname) as tls,
        ):
            shown = tls.getpeercert(binary_form=True)
        if shown:
            return x509.load_der_x509_certificate(shown).not_valid_after_utc
    return None
