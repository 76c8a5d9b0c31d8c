"""Second factors: whether an account has one, how its secrets are kept and drawn."""

import base64
import hashlib

import segno
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.encoding import force_str
from django.utils.html import format_html

# longer than a code of an app is taken for
_SPENT = 6
MAIN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_one(user: User) -> bool:
    """Recovery codes alone are none: they belong to another."""
    return Authenticator.objects.filter(user=user, type__in=MAIN).exists()


def found_by_code(user: User, code: str) -> Authenticator | None:
    """The factor that a code is right for. A code is taken once, by any process."""
    with transaction.atomic():
        held = Authenticator.objects.select_for_update().filter(user=user)
        for each in held.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk"):
            if each.type == Authenticator.Type.RECOVERY_CODES:
                is_right = each.wrap().validate_code(code)
            else:
                is_right = _is_right_once(each, code)
            if is_right:
                return each
    return None


def _is_right_once(factor: Authenticator, code: str) -> bool:
    plain = normalize_user_code(code)
    spent = list(factor.data.get("spent", []))
    marked = hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()
    if marked in spent or not factor.wrap().validate_code(code):
        return False
    factor.data["spent"] = [*spent, marked][-_SPENT:]
    factor.save(update_fields=["data"])
    return True


def sealed(text: str) -> str:
    """A secret as the database keeps it: of no use without SECRET_KEY."""
    return _locks().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """Empty when the key has changed: then no code is right."""
    try:
        return _locks().decrypt(text.encode()).decode()
    except InvalidToken:
        return ""


def _locks() -> MultiFernet:
    keys = map(force_str, [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    made = (hashlib.sha256(f"accounts.factors\0{key}".encode()) for key in keys)
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(each.digest())) for each in made]
    )


def drawn(text: str, *, label: str) -> str:
    """A QR code as an SVG element: no style, no address of an image."""
    rows = [list(row) for row in segno.make(text, error="m").matrix_iter(border=4)]
    dark = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return format_html(
        '<svg class="account-qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>',
        len(rows),
        label,
        dark,
    )
