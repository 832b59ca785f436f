"""Imprint, privacy and accessibility: drafted, reviewed, then read by anybody."""

import datetime as dt
import re

import pytest

from allin.audit.models import Entry
from allin.centres import operations, rules
from allin.centres.rules import document
from allin.core.errors import Refusal


def publish(centre, by, now, *, text, purpose="imprint", language="de"):
    written = operations.write_text(
        centre=centre, purpose=purpose, language=language, text=text, by=by, now=now
    )
    operations.review_text(text=written, reviewer="D. Aksoy", by=by, now=now)


@pytest.mark.parametrize("kind", rules.PUBLIC_PAGES)
def test_an_empty_page_says_who_to_ask(client, kassel, elsewhere, kind):
    kassel.phone = "+495617009900"
    kassel.save()

    page = client.get(f"/kassel/centre/legal/{kind}/").content.decode()

    assert "Der Text kommt noch." in page
    assert "0561 7009900" in page


def test_every_page_leads_to_all_three(client, kassel, elsewhere, sign_in, derya):
    for browser in (client, sign_in(derya)):
        page = browser.get("/kassel/").content.decode()
        for kind in rules.PUBLIC_PAGES:
            assert f'href="/kassel/centre/legal/{kind}/"' in page


def test_there_are_no_other_pages(client, kassel, elsewhere):
    assert client.get("/kassel/centre/legal/pass_on/").status_code == 404


def test_headings_and_lists_are_drawn_and_markup_stays_text(
    client, kassel, elsewhere, coordinator, now
):
    text = "## Wer\nWir\nhier\n\n- eins\n- <b>zwei</b>\n"
    publish(kassel, coordinator, now, text=text)

    page = client.get("/kassel/centre/legal/imprint/").content.decode()

    assert re.search(r"<h2[^>]*>Wer</h2>", page)
    assert "Wir<br>hier" in page
    assert "<li>– &lt;b&gt;zwei&lt;/b&gt;</li>" in page


def test_another_language_falls_back_and_says_so(
    client, kassel, elsewhere, coordinator, now
):
    publish(kassel, coordinator, now, text="Wir sind es.")

    page = client.get("/kassel/centre/legal/imprint/?lang=ar").content.decode()

    assert "هذا النص غير متوفر بلغتكم بعد." in page
    assert '<div lang="de" dir="auto">' in page


def test_one_centres_text_is_not_on_the_others_page(
    client, kassel, elsewhere, coordinator, now
):
    publish(kassel, coordinator, now, text="Wir sind es.")

    assert (
        "Wir sind es"
        not in client.get("/elsewhere/centre/legal/imprint/").content.decode()
    )


@pytest.mark.parametrize("language", ["de", "en", "ar"])
@pytest.mark.parametrize("purpose", rules.PUBLIC_PAGES)
def test_the_editor_starts_with_a_draft_that_has_gaps(kassel, purpose, language):
    draft = operations.start_of(kassel, purpose, language)

    assert document.gaps_of(draft)
    assert "{" not in draft


def test_the_draft_stands_in_the_editor_and_nowhere_else(
    sign_in, derya, client, kassel, elsewhere
):
    sign_in(derya)
    where = "/kassel/centre/texts/write/?purpose=privacy&language=de"

    assert "Nach dem Abschluss löschen wir nach 90 Tagen." in (
        client.get(where).content.decode()
    )
    assert (
        "90 Tagen" not in client.get("/kassel/centre/legal/privacy/").content.decode()
    )


def test_a_page_with_gaps_is_not_published(kassel, coordinator, now):
    with pytest.raises(Refusal, match=r"noch auszufüllen: \[Name\]"):
        publish(kassel, coordinator, now, text="Träger: [Name]")

    assert operations.public_page(kassel, "imprint", "de") is None


def test_the_coordination_is_told_until_all_are_written(
    sign_in, derya, client, kassel, elsewhere, coordinator, now
):
    sign_in(derya)
    kassel.created_at = now - dt.timedelta(days=90)  # its first week is over
    kassel.save()
    for purpose in ("imprint", "privacy"):
        publish(kassel, coordinator, now, text="Text.", purpose=purpose)

    for path in ("/kassel/", "/kassel/centre/"):
        assert (
            "Noch zu schreiben: Barrierefreiheit" in client.get(path).content.decode()
        )

    publish(kassel, coordinator, now, text="Text.", purpose="accessibility")

    for path in ("/kassel/", "/kassel/centre/"):
        assert "Noch zu schreiben" not in client.get(path).content.decode()


def test_the_record_says_what_was_changed_and_never_to_what(kassel, coordinator, now):
    contact = {"phone": "+495617009900", "name": kassel.name}
    operations.settle(
        centre=kassel,
        by=coordinator,
        now=now,
        contact=contact,
        districts=["Geheimviertel"],
    )
    operations.settle(centre=kassel, by=coordinator, now=now, contact=contact)

    entries = Entry.objects.filter(centre=kassel, verb="centres.settle")

    assert [one.detail for one in entries] == ["phone,districts"]
    assert entries[0].actor == coordinator.id


def test_a_text_written_and_reviewed_is_in_the_record(kassel, coordinator, now):
    publish(kassel, coordinator, now, text="Wir sind es.")

    entries = Entry.objects.filter(centre=kassel, thing="centres.LegalText")

    assert [(one.verb, one.detail) for one in entries.order_by("seq")] == [
        ("centres.write", "imprint de 1"),
        ("centres.review", "imprint de 1"),
    ]
