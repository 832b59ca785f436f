"""
What each template shows on its programme's page.

A template adds one line to SECTIONS: the page it includes, the function that gathers
what the page shows, and the button that plans.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allin.core.http import Request
from allin.programmes.models import Setup
from allin.programmes.rules import kernel
from allin.programmes.views import education, naturalisation, seminars, tandem, tours
from allin.programmes.views.duty import overview
from allin.programmes.views.festival import fair as festival

About = Callable[[Request, Setup], dict[str, Any]]


def nothing(request: Request, setup: Setup) -> dict[str, Any]:
    """Gather nothing of one's own."""
    del request, setup
    return {}


@dataclass(frozen=True)
class Section:
    """
    A template's part of its programme's page.

    :param page: the template included, such as "programmes/tours/section.html"
    :param about: gathers what it shows, from request and Setup
    :param button: label and URL name (with the programme's id) of the primary button
    :param links: further ones, the same way
    :param lists: whether the general lists of occasions follow
    :param for_partner: whether the programme's partner sees the section, too; who it
        is for tells `can_plan`
    :param figures: whether what occasions came to follows
    """

    page: str = ""
    about: About = nothing
    button: tuple[Promise | str, str] = (_("Plan something"), "programmes:plan")
    links: tuple[tuple[Promise | str, str], ...] = field(default=())
    lists: bool = True
    for_partner: bool = False
    figures: bool = True


# One line a template.
SECTIONS: Final[Mapping[str, Section]] = {
    kernel.EMERGENCY: Section(
        page="programmes/duty/section.html",
        about=overview.about,
        button=(_("Plan weeks"), "programmes:duty_plan"),
        links=(
            (_("Who is ready"), "programmes:duty_people"),
            (_("List for the control centre"), "programmes:duty_links"),
            (_("Deployments"), "programmes:duty_deployments"),
        ),
        lists=False,
        figures=False,
    ),
    kernel.FESTIVAL: Section(
        "programmes/festival/section.html",
        festival.section,
        (_("Set up a festival"), "programmes:open_festival"),
        lists=False,
    ),
    kernel.TOURS: Section(
        page="programmes/enquiry/section.html",
        about=tours.section,
        button=(_("Note an enquiry"), "programmes:note_enquiry"),
        links=(
            (_("Plan a public date"), "programmes:plan_public"),
            (_("Themes"), "programmes:themes"),
        ),
        for_partner=True,
    ),
    kernel.TALKS: Section(
        page="programmes/enquiry/section.html",
        about=tours.section,
        button=(_("Note an enquiry"), "programmes:note_enquiry"),
        links=((_("Themes and material"), "programmes:themes"),),
        for_partner=True,
    ),
    kernel.EDUCATION: Section(
        page="programmes/education/section.html",
        about=education.section,
        button=(_("Plan office hours"), "programmes:plan_hours"),
        links=(
            (_("Tally"), "programmes:count_visits"),
            (_("Themes"), "programmes:themes"),
        ),
        for_partner=True,
    ),
    kernel.TANDEM: Section(
        page="programmes/tandem/section.html",
        about=tandem.section,
        button=(_("Propose a tandem"), "programmes:propose_pair"),
        lists=False,
        figures=False,
    ),
    kernel.NATURALISATION: Section(
        page="programmes/naturalisation/section.html",
        about=naturalisation.section,
        button=(_("Take somebody in"), "programmes:take_in"),
        links=(
            (_("Everybody under way"), "programmes:paths"),
            (_("Companions"), "programmes:companions"),
            (_("Figures"), "programmes:path_figures"),
        ),
        lists=False,
        figures=False,
    ),
    kernel.SEMINARS: Section(
        page="programmes/seminars/section.html",
        about=seminars.section,
        button=(_("Plan a series"), "programmes:plan_series"),
        links=((_("Plan a single date"), "programmes:plan"),),
        for_partner=True,
    ),
}


def section_of(template: str) -> Section:
    """Return what a template shows; without a line of its own, the general page."""
    return SECTIONS.get(template, Section())
