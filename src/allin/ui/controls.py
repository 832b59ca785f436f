"""
Fields and controls of forms, drawn without templates.

A form of twelve questions with lists to choose from is some five hundred templates
for the framework: one an option, one for the attributes of each. Here it is as many
lines of text. What has no function here is drawn by its template.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from allin.ui.markup import attributes, esc, icon, value_of

Widget = Mapping[str, Any]
Draw = Callable[[Mapping[str, Any]], str]

LEFT_TO_RIGHT: Final = frozenset({"email", "tel", "url", "number", "password"})
EITHER_WAY: Final = frozenset({"text", "search"})
NATIVE: Final = {"date": "date", "datetime": "datetime-local", "time": "time"}


class Renderer(TemplatesSetting):
    """Draws what it knows, and leaves the rest to templates."""

    def render(
        self,
        template_name: str,
        context: dict[str, Any],
        request: HttpRequest | None = None,
    ) -> SafeString:
        draw = DRAWN.get(template_name)
        if draw is None:
            return mark_safe(super().render(template_name, context, request))
        return mark_safe(draw(context))


def field(context: Mapping[str, Any]) -> str:
    """Draw a question: label, hint, what is wrong, control."""
    bound: BoundField = context["field"]
    wrong = " field-wrong" if bound.errors else ""
    if bound.widget_type == "checkbox":
        return f'<div class="field{wrong}">{_checkbox(bound)}</div>'
    hint = ""
    if bound.help_text:
        name = f"{esc(bound.auto_id)}_helptext"
        hint = f'<p class="hint" id="{name}">{esc(bound.help_text)}</p>'
    rest = f"{hint}{_errors(bound)}{bound}"
    label = esc(bound.label) if bound.label else ""
    if (
        label
        and not bound.field.required
        and not getattr(bound.field, "is_plain", False)
    ):
        label += f' <span class="optional">{esc(_("(optional)"))}</span>'
    if bound.use_fieldset:
        about = bound.aria_describedby
        described = f' aria-describedby="{esc(about)}"' if about else ""
        legend = f'<legend class="label">{label}</legend>' if label else ""
        return f'<fieldset class="field{wrong}"{described}>{legend}{rest}</fieldset>'
    if label:
        label = f'<label class="label" for="{esc(bound.id_for_label)}">{label}</label>'
    return f'<div class="field{wrong}">{label}{rest}</div>'


def _checkbox(bound: BoundField) -> str:
    hint = ""
    if bound.help_text:
        name = f"{esc(bound.auto_id)}_helptext"
        hint = f'<small id="{name}">{esc(bound.help_text)}</small>'
    return (
        f'{_errors(bound)}<div class="choices"><label class="choice">{bound}'
        f'<span class="choice-words">{esc(bound.label)}{hint}</span></label></div>'
    )


def _errors(bound: BoundField) -> str:
    return str(bound.errors) if bound.errors else ""


def errors(context: Mapping[str, Any]) -> str:
    """Draw what is wrong with an answer."""
    found = context["errors"]
    if not found:
        return ""
    named = f' id="{esc(found.field_id)}_error"' if found.field_id else ""
    said = "".join(f"<p>{esc(error)}</p>" for error in found)
    return f'<div class="error"{named}>{icon("warning-circle")}<div>{said}</div></div>'


def _input(widget: Widget) -> str:
    attrs, kind = widget["attrs"], widget["type"]
    direction = ""
    if not attrs.get("dir"):
        if kind in LEFT_TO_RIGHT:
            direction = ' dir="ltr"'
        elif kind in EITHER_WAY:
            direction = ' dir="auto"'
    return (
        f'<input type="{esc(kind)}" name="{esc(widget["name"])}"'
        f"{value_of(widget['value'])}{attributes(attrs)}{direction}>"
    )


def _native(kind: str) -> Draw:
    def draw(context: Mapping[str, Any]) -> str:
        widget = context["widget"]
        return (
            f'<input type="{kind}" name="{esc(widget["name"])}"'
            f"{value_of(widget['value'])}{attributes(widget['attrs'])}>"
        )

    return draw


def _textarea(context: Mapping[str, Any]) -> str:
    widget = context["widget"]
    direction = "" if widget["attrs"].get("dir") else ' dir="auto"'
    typed = esc(widget["value"]) if widget["value"] else ""
    # A first line break is the browser's, not the writer's.
    return (
        f'<textarea name="{esc(widget["name"])}"{attributes(widget["attrs"])}'
        f"{direction}>\n{typed}</textarea>"
    )


def _select(context: Mapping[str, Any]) -> str:
    widget = context["widget"]
    groups = []
    for name, options, _index in widget["optgroups"]:
        drawn = "".join([_option(option) for option in options])
        groups.append(
            f'<optgroup label="{esc(name)}">{drawn}</optgroup>' if name else drawn
        )
    attrs = widget["attrs"]
    control = (
        f'<select name="{esc(widget["name"])}"{attributes(attrs)}>'
        f"{''.join(groups)}</select>"
    )
    if attrs.get("multiple") or attrs.get("size"):
        return control
    return f'<span class="select">{control}{icon("caret-down")}</span>'


def _option(option: Widget) -> str:
    value = option["value"]
    return (
        f'<option value="{esc(str(value))}"{attributes(option["attrs"])}>'
        f"{esc(option['label'])}</option>"
    )


def _choices(context: Mapping[str, Any]) -> str:
    widget = context["widget"]
    groups = []
    for name, options, _index in widget["optgroups"]:
        if name:
            groups.append(f'<p class="choice-group">{esc(name)}</p>')
        groups.extend([_choice(option) for option in options])
    named = widget["attrs"].get("id")
    named = f' id="{esc(named)}"' if named else ""
    return f'<div class="choices"{named} tabindex="-1">{"".join(groups)}</div>'


def _choice(option: Widget) -> str:
    named = option["attrs"].get("id")
    named = f' for="{esc(named)}"' if named else ""
    return (
        f'<label class="choice"{named}>{_input(option)}'
        f'<span class="choice-words">{esc(option["label"])}</span></label>'
    )


WIDGETS: Final = "django/forms/widgets/"
DRAWN: Final[dict[str, Draw]] = {
    "django/forms/field.html": field,
    "django/forms/errors/list/default.html": errors,
    "django/forms/errors/list/ul.html": errors,
    f"{WIDGETS}select.html": _select,
    f"{WIDGETS}textarea.html": _textarea,
    **{
        f"{WIDGETS}{name}.html": lambda context: _input(context["widget"])
        for name in (
            "input", "text", "email", "number", "password", "tel", "url", "search",
            "color", "hidden", "file", "checkbox",
        )
    },
    **{
        f"{WIDGETS}{name}.html": _choices
        for name in ("radio", "checkbox_select", "multiple_input")
    },
    **{f"{WIDGETS}{name}.html": _native(kind) for name, kind in NATIVE.items()},
}  # fmt: skip
