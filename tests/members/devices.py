"""A device with a passkey, without a browser: what it answers when it is asked to make a key or to sign."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

FLAG = AuthenticatorData.FLAG


@dataclass
class Device:
    """A phone; `asks` whether it looked who holds it, `origin` the page that it believes to be on."""

    origin: str = "https://testserver"
    asks: bool = True
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, challenge: str = "YQ") -> dict:
        public = AttestedCredentialData.create(
            Aaguid.NONE, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        seen = self._seen(FLAG.AT, public)
        made = AttestationObject.create("none", seen, {})
        return self._answer(
            {
                "clientDataJSON": websafe_encode(self._client_data("webauthn.create", challenge)),
                "attestationObject": websafe_encode(made),
            }
        )

    def sign(self, challenge: str, user: str) -> dict:
        seen, client_data = self._seen(FLAG(0)), self._client_data("webauthn.get", challenge)
        signature = self.key.sign(bytes(seen) + hashlib.sha256(client_data).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client_data),
                "authenticatorData": websafe_encode(seen),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(user.encode()),
            }
        )

    def _seen(self, flags: FLAG, public: AttestedCredentialData | None = None) -> AuthenticatorData:
        flags |= FLAG.UP | (FLAG.UV if self.asks else FLAG(0))
        return AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 1, public or b"")

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, response: dict[str, str]) -> dict:
        name = websafe_encode(self.id)
        return {
            "type": "public-key",
            "id": name,
            "rawId": name,
            "clientExtensionResults": {},
            "response": response,
        }
