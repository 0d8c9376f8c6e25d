"""A passkey without a browser: what an authenticator signs, by WebAuthn level 3, §6 and §7."""

import json
from hashlib import sha256
from secrets import token_bytes
from struct import pack

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, WITH_KEY = 1, 4, 64


class Authenticator:
    """Holds one key; `origin` is the page that it believes to be on."""

    def __init__(self, origin: str = "http://localhost:8000", host: str = "localhost") -> None:
        self.origin, self.host = origin, host
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name, self.count = token_bytes(16), 0

    def make(self, options: dict) -> str:
        """The answer to navigator.credentials.create(), as our script sends it."""
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        about_key = bytes(16) + pack(">H", len(self.name)) + self.name + key
        data = self._data(WITH_KEY) + about_key
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._sent(
            clientDataJSON=self._client("create", options["challenge"]), attestationObject=attested
        )

    def sign(self, options: dict) -> str:
        """The answer to navigator.credentials.get()."""
        data, client = self._data(), self._client("get", options["challenge"])
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._sent(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, more: int = 0) -> bytes:
        self.count += 1
        host = sha256(self.host.encode()).digest()
        return host + bytes([PRESENT | VERIFIED | more]) + pack(">I", self.count)

    def _client(self, act: str, challenge: str) -> bytes:
        assert len(base64url_to_bytes(challenge)) >= 16  # WebAuthn, §13.4.3
        said = {"type": f"webauthn.{act}", "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _sent(self, **response: bytes) -> str:
        name = bytes_to_base64url(self.name)
        parts = {part: bytes_to_base64url(value) for part, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})
