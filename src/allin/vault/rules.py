"""Sealing, as pure functions: keys and words in, bytes out."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

KEY_BYTES = 32
NONCE_BYTES = 12


class DoesNotOpenError(Exception):
    """A sealed value does not open: wrong key, other row, or tampered with."""


def new_key() -> bytes:
    """Return a fresh random key."""
    return os.urandom(KEY_BYTES)


def wrap(key: bytes, *, under: bytes) -> bytes:
    """Return a key sealed under another (AES-KW, RFC 3394)."""
    return aes_key_wrap(under, key)


def unwrap(wrapped: bytes, *, under: bytes) -> bytes:
    """Return the key that was wrapped, or raise DoesNotOpenError."""
    try:
        return aes_key_unwrap(under, wrapped)
    except InvalidUnwrap as broken:
        raise DoesNotOpenError from broken


def place(table: str, row: object, field: str) -> bytes:
    """Return what binds a sealed value to its table, row and field."""
    return "\x1f".join((table, str(row), field)).encode()


def seal(text: str, *, key: bytes, bound_to: bytes) -> bytes:
    """Return words sealed with AES-256-GCM, nonce first."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), bound_to)


def unseal(sealed: bytes, *, key: bytes, bound_to: bytes) -> str:
    """Return the words, or raise DoesNotOpenError if anything was changed or moved."""
    try:
        return (
            AESGCM(key)
            .decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
            .decode()
        )
    except (InvalidTag, ValueError) as broken:
        raise DoesNotOpenError from broken
