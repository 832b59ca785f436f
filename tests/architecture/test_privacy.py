"""Whatever is kept of people is declared, and the document says the same."""

from allin.config import privacy
from tests.architecture.source import ROOT

DOCUMENT = ROOT / "docs" / "privacy.md"

# Bear a personal word and are not about a person.
NOT_OF_A_PERSON = {
    "funding.CostLine.name": "of what is paid",
    "funding.Funder.name": "of an authority or a foundation",
    "reports.HourRate.name": "of what an hour is put at",
    "accounts.HeldBack.form_name": "which form",
    "centres.Centre.address": "the centre's own",
    "centres.Centre.districts": "of the town",
    "centres.Centre.language": "the centre's own",
    "centres.Centre.languages": "the centre's own",
    "centres.Centre.name": "the centre's own",
    "centres.Centre.phone": "the centre's own",
    "centres.Centre.short_name": "the centre's own",
    "centres.LegalText.language": "of a text",
    "config.Run.name": "of a job",
    "counselling.Ask.pin_digest": "of a question's PIN, drawn by the house",
    "counselling.Ask.pin_tries": "a count",
    "counselling.ContactFact.district": "a figure, tied to nobody",
    "counselling.ContactFact.language": "a figure, tied to nobody",
    "volunteers.Certificate.language": "which language a certificate is written in",
    "volunteers.Interest.pin_about": "what a PIN's digest is bound to",
    "volunteers.Interest.pin_digest": "of a PIN drawn by the house",
    "volunteers.OwnLink.pin_about": "what a PIN's digest is bound to",
    "volunteers.OwnLink.pin_digest": "of a PIN drawn by the house",
    "volunteers.OwnLink.pin_tries": "a count",
    "counselling.Slip.district": "a slip names nobody",
    "counselling.Slip.language": "a slip names nobody",
    "counselling.Step.note": "a code word",
    "directory.Association.language_bits": "of an association",
    "directory.Association.name": "of an association",
    "directory.Association.short_name": "of an association",
    "directory.Closure.name": "of a holiday",
    "directory.Offer.language_bits": "of an offer",
    "directory.Offer.room_name": "of a room",
    "directory.Partner.advice_phone": "of an organisation",
    "directory.Partner.name": "of an organisation",
    "directory.Partner.short_name": "of an organisation",
    "directory.Programme.name": "of a programme",
    "intake.Source.name": "of a list",
    "outbox.Letter.language": "which language a letter is written in",
    "programmes.Enquiry.language": "which a tour or talk is held in",
    "programmes.Enquiry.second_language": "which a tour is held in as well",
    "programmes.ControlLink.pin_digest": "of a list's PIN, drawn by the house",
    "programmes.ControlLink.pin_tries": "a count",
    "programmes.Deployment.district": "where something happened, to nobody named",
    "programmes.Occasion.language": "which an occasion is held in",
    "programmes.Position.language": "which a position asks for",
    "programmes.Post.name": "of a place at a festival",
    "programmes.Series.language": "which a series is held in",
    "programmes.Stage.name": "of a stage",
    "programmes.WalkIn.language": "a figure, tied to nobody",
    "rooms.Equipment.name": "of a thing",
    "rooms.Room.name": "of a room",
    "rooms.Room.note": "about a room",
    "rooms.Room.short_name": "of a room",
    "vault.Consent.language": "of the text that was read",
    "vault.WordsKey.name": "of a kind of words",
}


def test_a_field_that_looks_personal_is_declared_or_explained():
    unexplained = [f for f in privacy.undeclared() if f not in NOT_OF_A_PERSON]

    assert unexplained == []


def test_nothing_is_declared_that_is_not_there():
    assert [
        p.field for p in privacy.declared() if p.field not in privacy.fields()
    ] == []


def test_every_declaration_says_what_for_and_until_when():
    for personal in privacy.declared():
        assert personal.purpose.endswith("."), personal
        assert personal.keep.endswith("."), personal


def test_the_document_holds_the_table_of_today():
    words = DOCUMENT.read_text()

    assert words == privacy.written_into(words), "run `allin privacy --write`"
