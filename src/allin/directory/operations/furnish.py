"""What a new centre begins with, so that nobody starts from an empty page."""

import datetime as dt
from typing import Final

from django.db import transaction

from allin.centres.models import Centre
from allin.core.people import Person
from allin.directory.models import Closure, Topic
from allin.directory.operations.keeping import keep, note

# key, icon, legal, (de, en, ar), words people use: (de, en, ar)
TOPICS: Final = (
    ("letters", "file-text", False,
     ("Ämter, Anträge, Briefe", "Offices, applications, letters",
      "دوائر وطلبات ورسائل"),
     ("Brief Behörde Jobcenter Formular Bescheid Amt ausfüllen Post",
      "letter authority form jobcentre office fill in mail",
      "رسالة رسائل استمارة نموذج جوب سنتر دائرة بريد")),
    ("school", "student", False,
     ("Schule, Kita und Bildung", "School, nursery and education",
      "مدرسة وروضة وتعليم"),
     ("Kindergarten Lehrer Zeugnis Studium Nachhilfe Elternabend Hausaufgaben",
      "kindergarten teacher certificate university homework",
      "روضة معلم شهادة جامعة دراسة واجبات")),
    ("work", "briefcase", False,
     ("Arbeit und Ausbildung", "Work and training", "عمل وتدريب مهني"),
     ("Job Bewerbung Lebenslauf Arbeitsvertrag Anerkennung Kündigung Lohn",
      "job application cv contract recognition wage",
      "وظيفة سيرة ذاتية عقد عمل معادلة شهادة راتب")),
    ("housing", "house", False,
     ("Wohnung", "Housing", "سكن"),
     ("Miete Vermieter Mietvertrag Nebenkosten Umzug Wohngeld Heizung",
      "rent landlord flat apartment moving heating",
      "شقة إيجار مؤجر عقد إيجار منزل")),
    ("health", "stethoscope", False,
     ("Gesundheit", "Health", "صحة"),
     ("Arzt Krankenkasse Krankenhaus Termin Pflege Versicherung",
      "doctor hospital health insurance care appointment",
      "طبيب مستشفى تأمين صحي رعاية")),
    ("family", "baby", False,
     ("Familie und Kinder", "Family and children", "عائلة وأطفال"),
     ("Kindergeld Elterngeld Schwangerschaft Trennung Erziehung Jugendamt",
      "child benefit pregnancy separation parenting",
      "أطفال حمل طلاق تربية إعانة الأطفال")),
    ("german", "chats", False,
     ("Deutsch lernen", "Learning German", "تعلم الألمانية"),
     ("Sprachkurs Integrationskurs Prüfung B1 Sprachcafé Übersetzen",
      "language course exam integration course translate",
      "دورة لغة دورة اندماج امتحان ترجمة")),
    ("residence", "identification-card", True,
     ("Aufenthalt und Einbürgerung", "Residence and citizenship",
      "إقامة وتجنيس"),
     ("Aufenthaltstitel Ausländerbehörde Pass Familiennachzug Asyl Duldung",
      "residence permit passport immigration office asylum naturalisation",
      "جواز سفر دائرة الأجانب لم شمل لجوء جنسية")),
    ("money", "coins", False,
     ("Geld und Schulden", "Money and debts", "مال وديون"),
     ("Rechnung Mahnung Konto Bank Bürgergeld Ratenzahlung Inkasso",
      "bill reminder account bank benefits instalments",
      "فاتورة إنذار حساب بنك ديون تقسيط")),
    ("emergency", "first-aid-kit", False,
     ("Nach Unfall oder Todesfall", "After an accident or a death",
      "بعد حادث أو وفاة"),
     ("Unfall Tod Trauer Beerdigung Bestattung Notfall",
      "accident death grief funeral emergency",
      "حادث وفاة حزن جنازة دفن طوارئ")),
)  # fmt: skip

# Published by the Hessian ministry of education; a centre changes them on its page.
SCHOOL_HOLIDAYS: Final = (
    ("Weihnachtsferien", (2025, 12, 22), (2026, 1, 10)),
    ("Osterferien", (2026, 3, 30), (2026, 4, 10)),
    ("Sommerferien", (2026, 6, 29), (2026, 8, 7)),
    ("Herbstferien", (2026, 10, 5), (2026, 10, 17)),
    ("Weihnachtsferien", (2026, 12, 23), (2027, 1, 12)),
    ("Osterferien", (2027, 3, 22), (2027, 4, 2)),
    ("Sommerferien", (2027, 6, 28), (2027, 8, 6)),
)


@transaction.atomic
def furnish(*, centre: Centre, by: Person | None, now: dt.datetime) -> None:
    """
    Give a centre the usual topics and the school holidays of its Land.

    What is there already stays as it is, so it may be called again. School holidays
    are known for Hesse alone.
    """
    known = set(Topic.objects.of(centre).values_list("key", flat=True))
    bits = set(Topic.objects.of(centre).values_list("bit", flat=True))
    for position, (key, icon, legal, names, words) in enumerate(TOPICS):
        if key in known:
            continue
        topic = Topic(
            centre=centre,
            key=key,
            icon=icon,
            legal=legal,
            names=dict(zip(("de", "en", "ar"), names, strict=True)),
            words={
                code: text.split()
                for code, text in zip(("de", "en", "ar"), words, strict=True)
            },
            position=position,
            bit=min(set(range(63)) - bits),
        )
        bits.add(topic.bit)
        keep(topic)
        note("enter_topic", topic, by=by, now=now)
    if centre.land == "HE":
        _school_holidays(centre, by, now)


def _school_holidays(centre: Centre, by: Person | None, now: dt.datetime) -> None:
    for name, first, last in SCHOOL_HOLIDAYS:
        closure, is_new = Closure.objects.get_or_create(
            centre=centre,
            kind=Closure.SCHOOL,
            starts_on=dt.date(*first),
            defaults={"ends_on": dt.date(*last), "name": name},
        )
        if is_new:
            note("enter_closure", closure, by=by, now=now)
