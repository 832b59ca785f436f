"""Everything that sends something."""

from collections.abc import Iterable

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from allin.core.errors import WayOut
from allin.ui import markup
from allin.ui.markup import esc
from allin.ui.templatetags.ui import draw

register = template.Library()


@register.simple_tag
def submit(
    text: str, kind: str = "primary", name: str = "", value: str = "", icon: str = ""
) -> SafeString:
    """Draw the button that sends the form around it."""
    return markup.submit(text, kind, icon, name, value)


@register.simple_tag(takes_context=True)
def post(  # noqa: PLR0917  (a template writes them in this order)
    context: Context,
    url: str,
    text: str,
    kind: str = "secondary",
    next: str = "",  # noqa: A002  (the name a form field has)
    icon: str = "",
) -> SafeString:
    """Draw a form of one button: something is done, so it is a POST."""
    back = f'<input type="hidden" name="next" value="{esc(next)}">' if next else ""
    return mark_safe(
        f'<form class="post" method="post" action="{esc(url)}">'
        f"{_hidden(_token(context))}{back}{markup.submit(text, kind, icon)}</form>"
    )


@register.simple_block_tag(takes_context=True)
def form(
    context: Context,
    content: str,
    form: BaseForm,
    *,
    submit: str,
    after: str = "",
    action: str = "",
    method: str = "post",
    fields: bool = True,
    kind: str = "primary",
    keep: str = "",
    ways: Iterable[WayOut] = (),
    cancel: str = "",
    layout: str = "",
) -> SafeString:
    """
    Draw a whole form: what is wrong, the fields, what is inside the tag, the button.

    :param after: what happens next, beneath the button
    :param fields: False when `{% field %}`s stand inside the tag, in panels
    :param keep: a name under which the browser keeps what is typed until it is sent
    :param ways: what a Refusal offers instead
    :param cancel: URL of "Cancel"
    :param layout: "row" puts few short fields beside each other, for the keyboard
    """
    return draw(
        "form",
        content=content,
        form=form,
        submit=submit,
        after=after,
        action=action,
        method=method,
        fields=fields,
        kind=kind,
        keep=keep,
        ways=tuple(ways),
        cancel=cancel,
        layout=layout,
        token=_token(context) if method == "post" else "",
    )


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Draw one field: label, hint, error, control."""
    return bound.as_field_group()


def _token(context: Context) -> str:
    return str(conditional_escape(context.get("csrf_token") or ""))


def _hidden(token: str) -> str:
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
