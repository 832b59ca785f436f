"""The public pre-check: answered on the same page, and kept nowhere."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from allin.core import clock
from allin.core.http import Request
from allin.programmes.forms.precheck import PrecheckForm
from allin.programmes.rules import naturalisation as rules

TONES: Final = {
    rules.Verdict.MET: "good",
    rules.Verdict.MISSING: "wait",
    rules.Verdict.EXPERT: "plain",
}


# Nothing is changed, so nothing has to be protected from being sent by another page;
# and the mark against that would be a cookie.
@csrf_exempt
@never_cache
def precheck(request: Request) -> HttpResponse:
    """Say what is probably met, missing, or for an expert; by POST, never in a URL."""
    today = clock.now().astimezone(request.centre.tz).date()
    form = PrecheckForm(request.POST or None, today=today)
    found = form.outlook() if form.is_valid() else None
    about = {
        "form": form,
        "found": found,
        "lines": [(line, TONES[line.verdict]) for line in found.lines] if found else [],
        "facts": [
            rule
            for rule in rules.in_force(today)
            if rule.requirement
            in {rules.Requirement.NATIONALITY, rules.Requirement.FEE}
        ],
        "former": rules.former(rules.Requirement.FAST_TRACK, today),
        "today": today,
        "read": rules.READ,
        "csrf_token": "",
    }
    return render(request, "programmes/naturalisation/precheck.html", about)
