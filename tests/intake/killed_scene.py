"""What the process of `killed` does, once Django stands."""

from allin.accounts.models import User
from allin.centres.models import Centre
from allin.config import schema
from allin.core import clock, targets
from allin.core.people import COORDINATOR, Role, Visitor
from allin.directory.models import Association
from allin.intake import jobs, operations
from allin.intake.models import Upload
from allin.vault import clients

TARGET = "associations"


def _who(centre):
    user = User.objects.get()
    return Visitor(id=user.pk, roles=frozenset({Role(COORDINATOR, centre.pk)}))


def prepare(rows):
    schema.bring_up_to_date()
    clients.make_key_file()
    now = clock.now()
    centre = Centre.objects.create(slug="kassel", name="Kassel", created_at=now)
    User.objects.create_user("d@allin.example", "Derya", created_at=now)
    lines = [
        "Verein;Tel.",
        *(f"Verein Nr {n} e.V.;0561 {100000 + n}" for n in range(rows)),
    ]
    upload = operations.stage(
        centre=centre, target=targets.find(TARGET), data="\n".join(lines).encode(),
        name="liste.csv", by=_who(centre), now=now,
    )  # fmt: skip
    operations.start_creating(upload=upload, now=now)


def made():
    return Upload.objects.get().made.count()


def work():
    jobs.resume.func()


def look():
    upload = Upload.objects.select_related("centre").get()
    operations.survey(
        upload=upload, target=targets.find(TARGET), by=_who(upload.centre),
        now=clock.now(),
    )  # fmt: skip


def report():
    upload = Upload.objects.get()
    names = list(Association.objects.values_list("name", flat=True))
    return {
        "state": upload.state,
        "todo": upload.todo,
        "made": upload.made.count(),
        "there": len(names),
        "different": len(set(names)),
    }
