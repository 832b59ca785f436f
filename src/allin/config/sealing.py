"""
A stream sealed to the recovery key: X25519, then AES-256-GCM in pieces.

The file begins with a mark and a one-time public key. Each piece is bound to its
number and to whether it is the last, so that nothing can be cut, swapped or added.
"""

import os
import struct
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK: Final = b"ALLIN-BACKUP-1\n"
PIECE: Final = 256 * 1024
PUBLIC_BYTES: Final = 32


class BrokenError(Exception):
    """The file is no backup, is damaged, or belongs to another recovery key."""


def _cipher(shared: bytes, once: bytes) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=once, info=MARK)
    return AESGCM(derived.derive(shared))


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">QI", number, 1 if last else 0)


class Sealer:
    """Takes bytes like a file and writes them sealed; `close` writes the end."""

    def __init__(self, out: IO[bytes], public: bytes) -> None:
        one_time = X25519PrivateKey.generate()
        once = one_time.public_key().public_bytes_raw()
        shared = one_time.exchange(X25519PublicKey.from_public_bytes(public))
        self._cipher = _cipher(shared, once)
        self._out = out
        self._held = bytearray()
        self._number = 0
        out.write(MARK + once)

    def write(self, data: bytes) -> int:
        self._held += data
        while len(self._held) > PIECE:
            self._put(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return len(data)

    def close(self) -> None:
        self._put(bytes(self._held), last=True)
        self._out.flush()
        os.fsync(self._out.fileno())

    def _put(self, words: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), words, None)
        self._out.write(struct.pack(">I?", len(sealed), last) + sealed)
        self._number += 1


class Opener:
    """Reads what a Sealer wrote, like a file; raises BrokenError on any change."""

    def __init__(self, source: IO[bytes], private: bytes) -> None:
        if source.read(len(MARK)) != MARK:
            raise BrokenError
        once = source.read(PUBLIC_BYTES)
        try:
            other = X25519PublicKey.from_public_bytes(once)
        except ValueError as broken:
            raise BrokenError from broken
        shared = X25519PrivateKey.from_private_bytes(private).exchange(other)
        self._cipher = _cipher(shared, once)
        self._source = source
        self._held = bytearray()
        self._number = 0
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        while not self._ended and (size < 0 or len(self._held) < size):
            self._held += self._piece()
        count = len(self._held) if size < 0 else size
        taken = bytes(self._held[:count])
        del self._held[:count]
        return taken

    def _piece(self) -> bytes:
        head = self._source.read(5)
        try:
            length, last = struct.unpack(">I?", head)
        except struct.error as cut:
            raise BrokenError from cut
        most = PIECE + 16
        if length > most:
            raise BrokenError
        sealed = self._source.read(length)
        try:
            words = self._cipher.decrypt(_nonce(self._number, last=last), sealed, None)
        except InvalidTag as broken:
            raise BrokenError from broken
        self._number += 1
        self._ended = last
        return words
