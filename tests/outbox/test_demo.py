import datetime as dt
import random

from allin.core.story import Story
from allin.outbox import demo, operations
from allin.outbox.models import Letter


def test_old_letters_have_arrived_and_new_ones_can_be_read(kassel, derya, now):
    for days in (30, 1):
        operations.write(
            centre=kassel,
            to_kind="accounts.user",
            to_id=derya.pk,
            body=f"Vor {days}",
            language="de",
            now=now - dt.timedelta(days=days),
        )
    demo.make(
        Story(
            centre=kassel, size="S", today=now.date(), now=now,
            random=random.Random(1),  # noqa: S311
            say=lambda _: None,
        )
    )  # fmt: skip
    old, new = Letter.objects.order_by("written_at")
    assert old.state == new.state == Letter.SENT
    assert operations.text_of(old) == ""
    assert operations.text_of(new) == "Vor 1"
