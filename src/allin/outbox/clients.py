"""Handing a letter to the mail server, and what its answer means."""

import smtplib
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

Answer = Literal["sent", "later", "never", "unsure"]

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True)
class Handover:
    """What became of it; `code` names the trouble without any content."""

    answer: Answer
    code: str = ""


def is_set_up() -> bool:
    """Return whether there is a mail server to hand letters to."""
    return bool(settings.EMAIL_HOST) or settings.EMAIL_BACKEND != SMTP


def connect() -> BaseEmailBackend:
    """Open the line to the mail server, used for a whole round of letters."""
    return get_connection()


def hand_over(*, line: BaseEmailBackend, to: str, subject: str, body: str) -> Handover:
    """
    Hand one letter over.

    Once the server may have taken it, a lost line means "unsure": it is never sent
    again by itself.
    """
    try:
        opened = line.open()
    except (OSError, smtplib.SMTPException) as trouble:
        return Handover("later", type(trouble).__name__)
    message = EmailMessage(subject, body, to=[to], connection=line)
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code = max((answer[0] for answer in refused.recipients.values()), default=0)
        return Handover(_meaning(code), f"SMTP {code}")
    except smtplib.SMTPResponseException as refused:
        return Handover(_meaning(refused.smtp_code), f"SMTP {refused.smtp_code}")
    except (OSError, smtplib.SMTPException) as lost:
        return Handover("unsure", type(lost).__name__)
    finally:
        if opened:
            line.close()
    return Handover("sent")


def _meaning(code: int) -> Answer:
    permanent = 500
    return "never" if code >= permanent else "later"
