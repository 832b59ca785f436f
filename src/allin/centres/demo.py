"""The demo's two centres: one at work for a year, one in its first week."""

import datetime as dt
from typing import Final

from allin.centres import operations, rules
from allin.centres.models import Centre, LegalText
from allin.centres.rules import document
from allin.core import people
from allin.core.people import Role, Visitor
from allin.core.story import Story

SLUG: Final = "kassel"
OTHER_SLUG: Final = "werrabrueck"

DISTRICTS: Final = (
    "Mitte", "Südstadt", "Vorderer Westen", "Wehlheiden", "Bad Wilhelmshöhe",
    "Brasselsberg", "Süsterfeld-Helleböhn", "Harleshausen", "Kirchditmold",
    "Rothenditmold", "Nord-Holland", "Philippinenhof-Warteberg", "Fasanenhof",
    "Wesertor", "Wolfsanger-Hasenhecke", "Bettenhausen", "Forstfeld", "Waldau",
    "Niederzwehren", "Oberzwehren", "Nordshausen", "Jungfernkopf", "Unterneustadt",
)  # fmt: skip

TEXTS: Final = {
    (rules.PASS_ON, "de"): (
        "Ich bin damit einverstanden, dass meine Angaben an die Servicestelle gehen: "
        "mein Vorname oder ein anderer Name, ein Weg, mich zu erreichen, Sprache, "
        "Stadtteil und mein Anliegen. Lesen kann sie nur die Person, die mich "
        "begleitet. Sie werden gelöscht, wenn die Begleitung zu Ende ist, spätestens "
        "nach der Frist, die mir genannt wurde. Ich kann das jederzeit zurücknehmen, "
        "ohne Nachteil."
    ),
    (rules.PASS_ON, "en"): (
        "I agree that my details go to the service centre: my first name or another "
        "name, one way to reach me, language, district and what I need. Only the "
        "person who accompanies me can read them. They are deleted when this is over, "
        "at the latest after the period I was told. I can take this back at any time, "
        "without any disadvantage."
    ),
    (rules.PASS_ON, "ar"): (
        "أوافق على إرسال بياناتي إلى مركز الخدمة: اسمي الأول أو اسم آخر، ووسيلة واحدة "
        "للتواصل معي، واللغة، والحي، وما أحتاج إليه. لا يقرأها إلا الشخص الذي يرافقني. "
        "تُحذف عند انتهاء المرافقة، وفي أقصى حد بعد المدة التي أُبلغت بها. يمكنني سحب "
        "هذه الموافقة في أي وقت دون أي ضرر."
    ),
    (rules.RELEASE, "de"): (
        "Ich entbinde die Stelle, die mich vermittelt, von ihrer Schweigepflicht "
        "gegenüber der Servicestelle, nur für die genannten Angaben und nur für diese "
        "Vermittlung. Ich kann das jederzeit zurücknehmen."
    ),
    (rules.RELEASE, "en"): (
        "I release the service that refers me from its duty of confidentiality "
        "towards the service centre, only for the details named and only for this "
        "referral. I can take this back at any time."
    ),
    (rules.RELEASE, "ar"): (
        "أُعفي الجهة التي تُحيلني من واجب السرية تجاه مركز الخدمة، فقط فيما يخص البيانات "
        "المذكورة وهذه الإحالة. يمكنني سحب ذلك في أي وقت."
    ),
    (rules.FEEDBACK, "de"): (
        "Die Stelle, die mich vermittelt, darf erfahren, ob ich angekommen bin und "
        "ob mir geholfen wurde. Vom Inhalt erfährt sie nichts."
    ),
    (rules.FEEDBACK, "en"): (
        "The service that refers me may learn whether I arrived and whether I was "
        "helped. It learns nothing of what was said."
    ),
    (rules.FEEDBACK, "ar"): (
        "يجوز للجهة التي تُحيلني أن تعرف هل وصلتُ وهل حصلتُ على المساعدة. ولا تعرف شيئًا "
        "عن المضمون."
    ),
}


def open_kassel(now: dt.datetime) -> Centre:
    """Open the centre the story is told in, or return the one that is there."""
    found = Centre.objects.filter(slug=SLUG).first()
    if found is not None:
        return found
    centre = operations.open_centre(
        name="Servicestelle Kassel",
        slug=SLUG,
        address="Treppe 4, 34117 Kassel",
        phone="+495617009900",
        districts=DISTRICTS,
        now=now - dt.timedelta(days=400),
    )
    operations.settle(
        centre=centre, by=_settler(centre), modules=rules.ALL_MODULES,
        languages=["de", "en", "ar"], now=now - dt.timedelta(days=400),
    )  # fmt: skip
    centre.refresh_from_db()
    return centre


def _settler(centre: Centre) -> Visitor:
    return Visitor(name="demo", roles=frozenset({Role(people.COORDINATOR, centre.pk)}))


def make(story: Story) -> None:
    """Give Kassel its legal texts, and open the second centre in its first week."""
    story.say("Zwei Servicestellen, ihre Texte")
    _write_texts(story.centre, story.now - dt.timedelta(days=380))
    other = Centre.objects.filter(slug=OTHER_SLUG).first()
    if other is None:
        other = operations.open_centre(
            name="Servicestelle Werrabrück",
            slug=OTHER_SLUG,
            address="Am Wehr 2, 37299 Werrabrück",
            phone="+4956519876543",
            districts=("Altstadt", "Brückenvorstadt", "Am Wehr", "Siedlung"),
            now=story.now - dt.timedelta(days=3),
        )
    story.cast["other_centre"] = other


def _write_texts(centre: Centre, then: dt.datetime) -> None:
    if LegalText.objects.of(centre).exists():
        return
    settler = _settler(centre)
    for (purpose, language), words in (TEXTS | _pages(centre)).items():
        text = operations.write_text(
            centre=centre, purpose=purpose, language=language, text=words,
            by=settler, now=then,
        )  # fmt: skip
        operations.review_text(text=text, reviewer="Derya Aksoy", by=settler, now=then)


# What the drafts of the public pages leave open, in their order; all of it invented.
FILLED: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    rules.IMPRINT: {
        "de": ("Freiwillige am Fluss e. V., Treppe 4, 34117 Kassel", "Derya Aksoy",
               "post@allin.example", "Amtsgericht Musterstadt, VR 0000",
               "Derya Aksoy, Treppe 4, 34117 Kassel"),
    },
    rules.PRIVACY: {
        "de": ("Petra Schutz, 0561 700 99 01, datenschutz@allin.example",
               "Musterhost in Musterstadt", "Aufsichtsbehörde Musterland"),
        "en": ("Petra Schutz, 0561 700 99 01, datenschutz@allin.example",
               "Musterhost in Musterstadt", "supervisory authority of Musterland"),
        "ar": ("Petra Schutz, 0561 700 99 01, datenschutz@allin.example",
               "Musterhost, Musterstadt", "Aufsichtsbehörde Musterland"),
    },
    rules.ACCESSIBILITY: {
        "de": ("Leichte Sprache und Gebärdensprache fehlen noch.",
               "post@allin.example", "10", "Schlichtungsstelle Musterland",
               "1. März 2026"),
        "en": ("Easy language and sign language are still missing.",
               "post@allin.example", "10", "conciliation body of Musterland",
               "1 March 2026"),
        "ar": ("لا تتوفر بعد اللغة السهلة ولغة الإشارة.", "post@allin.example", "10",
               "Schlichtungsstelle Musterland", "1 مارس 2026"),
    },
}  # fmt: skip


def _pages(centre: Centre) -> dict[tuple[str, str], str]:
    """Return the three public pages in three languages, every gap filled."""
    found = {}
    for purpose, filled in FILLED.items():
        for language in ("de", "en", "ar"):
            words = operations.start_of(centre, purpose, language)
            values = filled.get(language, filled["de"])
            for gap, value in zip(document.gaps_of(words), values, strict=True):
                words = words.replace(gap, value, 1)
            found[purpose, language] = words
    return found
