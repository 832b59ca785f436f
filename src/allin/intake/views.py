"""Bring a list, look at it, decide, create, take back."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock, targets
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.core.targets import Target
from allin.intake import operations
from allin.intake.forms import (
    DoubtsForm,
    FileForm,
    LayoutForm,
    OutForm,
    TwinsForm,
)
from allin.intake.models import Made, Upload
from allin.intake.operations import Survey, sealed, surveying
from allin.intake.permissions import can_import
from allin.intake.rules.cells import show

A_PAGE: Final = 20
ROWS_A_PAGE: Final = 50


@dataclass(frozen=True)
class Here:
    """A list and where it goes."""

    upload: Upload
    target: Target


def _here(request: Request, upload_id: int) -> Here:
    uploads = Upload.objects.visible_to(request.person).filter(centre=request.centre)
    upload = get_object_or_404(uploads.select_related("centre"), pk=upload_id)
    return Here(upload, _target(upload.target))


def _target(name: str) -> Target:
    target = targets.find(name)
    if target is None:
        raise Http404
    return target


def _survey(request: Request, here: Here) -> Survey:
    return operations.survey(
        upload=here.upload, target=here.target, by=request.person, now=clock.now()
    )


def _again(request: Request, here: Here, refusal: Refusal) -> HttpResponse:
    """Say what is in the way, where the list can be brought anew."""
    messages.warning(request, refusal.sentence)
    return redirect("intake:bring", here.target.name)


@requires(can_import)
def lists(request: Request) -> HttpResponse:
    uploads = Upload.objects.visible_to(request.person).filter(centre=request.centre)
    return render(
        request,
        "intake/lists.html",
        {
            "targets": targets.every(),
            "uploads": [
                (upload, target)
                for upload in uploads.order_by("-pk")[:A_PAGE]
                if (target := targets.find(upload.target)) is not None
            ],
        },
    )


@requires(can_import)
def bring(request: Request, target: str) -> HttpResponse:
    goes_to = _target(target)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, who = form.cleaned_data["file"], request.person
        try:
            upload = operations.stage(
                centre=request.centre, target=goes_to, data=file.read(),
                name=str(file.name), by=who, now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("intake:columns", upload.pk)
    return render(request, "intake/bring.html", {"form": form, "target": goes_to})


def _layout_form(request: Request, here: Here) -> LayoutForm:
    now = clock.now()
    choices = operations.choices_of(here.upload, now)
    _entries, skipped = operations.entries_of(here.upload, choices, now)
    return LayoutForm(
        request.POST or None,
        target=here.target,
        staged=operations.staged_of(here.upload, now),
        sheet=sealed.sheet_of(here.upload, choices.sheet, now),
        choices=choices,
        skipped=skipped,
    )


@requires(can_import)
def columns(request: Request, upload_id: int) -> HttpResponse:
    here = _here(request, upload_id)
    try:
        form = _layout_form(request, here)
        if form.is_valid():
            return redirect(f"intake:{_lay_out(request, here, form)}", upload_id)
    except Refusal as refusal:
        return _again(request, here, refusal)
    context = {"form": form, "here": here, "staged": form.staged}
    return render(request, "intake/columns.html", context)


def _lay_out(request: Request, here: Here, form: LayoutForm) -> str:
    """Do as the form says; return the page to go on with."""
    now, told, reread = clock.now(), form.told(), form.reread()
    upload, target = here.upload, here.target
    operations.lay_out(upload=upload, target=target, now=now, **told)
    if reread:
        operations.read_again(upload=upload, target=target, now=now, **reread)
    if not reread and told["columns"] is not None:
        return "review"
    messages.info(request, _("Read anew. Look at the columns, then go on."))
    return "columns"


@requires(can_import)
def review(request: Request, upload_id: int) -> HttpResponse:
    here = _here(request, upload_id)
    if here.upload.state != Upload.STAGED and "more" not in request.GET:
        return redirect("intake:result", upload_id)
    try:
        found = _survey(request, here)
    except Refusal as refusal:
        return _again(request, here, refusal)
    context = {"here": here, "found": found, **_counted(found)}
    return render(request, "intake/review.html", context)


def _counted(found: Survey) -> dict[str, int]:
    return {
        "ready": found.count(surveying.READY),
        "waiting": found.count(surveying.WAITING),
        "blocked": found.count(surveying.BLOCKED),
        "there": found.count(surveying.THERE, surveying.DONE),
        "out": found.count(surveying.OUT),
    }


def _page(request: Request, every: list[Any], size: int = A_PAGE) -> Any:
    return Paginator(every, size).get_page(request.GET.get("page"))


@requires(can_import)
def doubts(request: Request, upload_id: int) -> HttpResponse:
    here = _here(request, upload_id)
    try:
        page = _page(request, _survey(request, here).doubts)
    except Refusal as refusal:
        return _again(request, here, refusal)
    form = DoubtsForm(request.POST or None, doubts=list(page))
    if form.is_valid():
        operations.decide(upload=here.upload, now=clock.now(), cells=form.decisions())
        return _onwards(request, upload_id, page)
    context = {"here": here, "page": page, "form": form}
    return render(request, "intake/doubts.html", context)


def _onwards(request: Request, upload_id: int, page: Any) -> HttpResponse:
    if page.has_next():
        return redirect(f"{request.path}?page={page.next_page_number()}")
    return redirect("intake:review", upload_id)


@requires(can_import)
def twins(request: Request, upload_id: int) -> HttpResponse:
    here = _here(request, upload_id)
    try:
        page = _page(request, _survey(request, here).twins)
    except Refusal as refusal:
        return _again(request, here, refusal)
    form = TwinsForm(request.POST or None, twins=list(page))
    if form.is_valid():
        operations.decide(upload=here.upload, now=clock.now(), twins=form.decisions())
        return _onwards(request, upload_id, page)
    context = {"here": here, "page": page, "form": form}
    context["pairs"] = _side_by_side(here, list(page))
    return render(request, "intake/twins.html", context)


def _side_by_side(here: Here, found: list[dict[str, Any]]) -> list[Any]:
    now = clock.now()
    choices = operations.choices_of(here.upload, now)
    entries, _skipped = operations.entries_of(here.upload, choices, now)
    wanted = {twin["row"]: twin for twin in found}
    pairs = []
    for entry in entries:
        if entry[0] not in wanted:
            continue
        raw = surveying.understand(here.target, choices, entry).row.raw
        there = wanted[entry[0]]["there"]
        lines = [
            (column.title, there.get(column.key, ""), raw.get(column.key, ""))
            for column in here.target.columns
            if there.get(column.key) or raw.get(column.key)
        ]
        pairs.append((wanted[entry[0]], lines))
    return pairs


@requires(can_import)
def rows(request: Request, upload_id: int) -> HttpResponse:
    here = _here(request, upload_id)
    now = clock.now()
    try:
        found = _survey(request, here)
        choices = operations.choices_of(here.upload, now)
        entries, _skipped = operations.entries_of(here.upload, choices, now)
    except Refusal as refusal:
        return _again(request, here, refusal)
    page = _page(request, entries, ROWS_A_PAGE)
    told = [_row(here, choices, found, entry) for entry in page]
    form = _out_form(request, told)
    if form.is_valid():
        operations.decide(upload=here.upload, now=now, rows=form.decisions())
        return redirect(f"{request.path}?page={page.number}")
    for row in told:
        row["field"] = form[f"out-{row['number']}"] if row["is_open"] else None
    context = {"here": here, "page": page, "rows": told, "form": form}
    return render(request, "intake/rows.html", context)


def _out_form(request: Request, told: list[dict[str, Any]]) -> OutForm:
    rows = [int(row["number"]) for row in told if row["is_open"]]
    out = {int(row["number"]) for row in told if row["state"] == surveying.OUT}
    # All of them taken in again is an empty form, and a form all the same.
    given = request.POST if request.method == "POST" else None
    return OutForm(given, rows=rows, out=out)


def _row(here: Here, choices: Any, found: Survey, entry: Any) -> dict[str, Any]:
    understood = surveying.understand(here.target, choices, entry)
    number = str(entry[0])
    columns_by_key = {column.key: column for column in here.target.columns}
    left_out = set(understood.row.raw) - set(understood.row.values)
    left_out |= set(found.undecided.get(number, ()))
    values = [
        (columns_by_key[key].title, show(value, columns_by_key[key].kind))
        for key, value in understood.row.values.items()
        if key not in left_out
    ]
    left = [
        (columns_by_key[key].title, text)
        for key, text in understood.row.raw.items()
        if key in left_out
    ]
    state = found.states.get(number, "")
    return {
        "number": number,
        "values": values,
        "left": left,
        "section": entry[2],
        "state": state,
        "is_open": state != surveying.DONE,
        "stops": found.stops.get(number, []),
        "notes": found.notes.get(number, []),
    }


@requires(can_import)
@require_POST
def create(request: Request, upload_id: int) -> HttpResponse:
    here = _here(request, upload_id)
    now = clock.now()
    try:
        if operations.start_creating(upload=here.upload, now=now):
            operations.create_all(
                upload=here.upload, target=here.target, by=request.person, now=now,
                seconds=operations.PATIENCE,
            )  # fmt: skip
    except Refusal as refusal:
        return _again(request, here, refusal)
    return redirect("intake:result", upload_id)


@requires(can_import)
@require_POST
def undo(request: Request, upload_id: int) -> HttpResponse:
    here = _here(request, upload_id)
    now = clock.now()
    if operations.start_undoing(upload=here.upload, now=now):
        operations.undo_all(
            upload=here.upload, target=here.target, by=request.person, now=now,
            seconds=operations.PATIENCE,
        )  # fmt: skip
    return redirect("intake:result", upload_id)


@requires(can_import)
def result(request: Request, upload_id: int) -> HttpResponse:
    here = _here(request, upload_id)
    made = here.upload.made
    counts = {state: made.filter(state=state).count() for state in _STATES}
    context = {
        "here": here,
        "counts": counts,
        "lead": _lead(here.upload, counts),
        "progress": _progress(here.upload, counts),
        "kept": [_kept(here, one) for one in made.filter(state=Made.KEPT)[:A_PAGE]],
        "out": _left_out(here),
        "refused": sorted(
            sealed.refusals_of(here.upload, clock.now()).items(),
            key=lambda told: int(told[0]),
        )[:A_PAGE],
    }
    return render(request, "intake/result.html", context)


def _kept(here: Here, made: Made) -> dict[str, Any]:
    """Say what was kept, and of an entry that was completed which cells."""
    titles = [here.target.title_of(field) for field in made.filled]
    return {
        "thing": here.target.show(here.upload.centre, made.ref),
        "fields": ", ".join(dict.fromkeys(filter(None, titles))),
    }


def _left_out(here: Here) -> list[tuple[int, str]]:
    """Return the lines somebody left out; their words as long as the list is kept."""
    out = set(here.upload.made.filter(state=Made.OUT).values_list("row", flat=True))
    if not out:
        return []
    try:
        choices = operations.choices_of(here.upload, clock.now())
        entries, _skipped = operations.entries_of(here.upload, choices, clock.now())
    except Refusal:
        return [(row, "") for row in sorted(out)]
    return [(n, " · ".join(filter(None, c))) for n, c, _s in entries if n in out]


_STATES: Final = (
    Made.CREATED, Made.MERGED, Made.REFUSED, Made.KEPT, Made.UNDONE, Made.GONE,
    Made.OUT,
)  # fmt: skip


def _progress(upload: Upload, counts: dict[str, int]) -> tuple[int, int]:
    """Return how many lines are done and of how many."""
    if upload.state == Upload.UNDOING:
        done = counts[Made.KEPT] + counts[Made.UNDONE] + counts[Made.GONE]
        return done, done + counts[Made.CREATED] + counts[Made.MERGED]
    done = counts[Made.CREATED] + counts[Made.MERGED] + counts[Made.REFUSED]
    return done, max(upload.todo or upload.total, done)


def _lead(upload: Upload, counts: dict[str, int]) -> str:
    if upload.is_running:
        done, total = _progress(upload, counts)
        about = {"done": done, "total": total}
        return _("%(done)d of %(total)d lines are done. It goes on by itself.") % about
    if upload.state == Upload.UNDONE:
        return (
            _("Taken back: %(undone)d. Kept, because changed since: %(kept)d.") % counts
        )
    told = _("Entered: %(created)d. Completed: %(merged)d. Not possible: %(refused)d.")
    if counts[Made.OUT]:
        told += " " + _("Left out: %(out)d.")
    return told % counts
