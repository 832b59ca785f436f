"""
Drafts of the three public pages, for the editor; never shown to anybody unasked.

What the program cannot know stands in square brackets; with one left, a page is not
published. What is said of data follows domain.md 2.
"""

from typing import Final

from allin.centres.rules import ACCESSIBILITY, IMPRINT, PRIVACY

DRAFTS: Final = {
    (IMPRINT, "de"): """\
## Wer diese Seiten betreibt
{name}
{address}

Träger: [Name des Trägers, Anschrift]
Vertreten durch: [Vorname Nachname]

## So erreichen Sie uns
Telefon: {phone}
E-Mail: [Adresse]

## Register
[Registergericht und Nummer, wenn es eine gibt]

## Verantwortlich für den Inhalt
[Vorname Nachname, Anschrift]
""",
    (IMPRINT, "en"): """\
## Who runs these pages
{name}
{address}

Sponsoring body: [name and address]
Represented by: [first name, family name]

## How to reach us
Telephone: {phone}
Email: [address]

## Register
[court and number, if there is one]

## Responsible for the content
[first name, family name, address]
""",
    (IMPRINT, "ar"): """\
## الجهة المسؤولة عن هذه الصفحات
{name}
{address}

الجهة الحاملة: [الاسم والعنوان]
يمثلها: [الاسم واسم العائلة]

## طرق التواصل
الهاتف: {phone}
البريد الإلكتروني: [العنوان]

## السجل
[المحكمة والرقم إن وُجدا]

## المسؤول عن المحتوى
[الاسم واسم العائلة والعنوان]
""",
    (PRIVACY, "de"): """\
Verantwortlich ist {name}, {address}. Fragen zum Datenschutz: [Name, Telefon, E-Mail].

## Hilfe suchen und Zettel
Dafür brauchen wir keinen Namen. Auf dem Zettel stehen Anliegen, Sprache und Stadtteil.

## Kontakt weitergeben
Name und Telefonnummer bekommen wir nur mit Ihrer Einwilligung. Sie sind versiegelt. \
Lesen kann sie nur, wer die Aufgabe annimmt, und jedes Öffnen wird notiert.

- Sie können die Einwilligung jederzeit zurücknehmen. Dann wird alles gleich gelöscht.
- Nimmt niemand an, löschen wir nach {unaccepted} Tagen.
- Nach dem Abschluss löschen wir nach {closed} Tagen.
- Es bleiben Zahlen ohne Namen.

Herkunft, Religion, Gesundheit und Fluchtgründe speichern wir nicht. Die Stadt und die \
Geldgeber sehen nur Zahlen.

## Wer bei uns mitarbeitet
Von Freiwilligen und Vorständen speichern wir Namen, Kontakt, Sprachen und Zeiten. \
12 Monate nach dem Ende wird der Name gelöscht. Die Stunden bleiben als Zahl.

## Technik
Die Daten liegen bei [Anbieter und Ort]. Wir setzen nur Cookies für die Anmeldung, die \
Sprache und den Schutz der Formulare. Fremde Dienste binden wir nicht ein.

## Ihre Rechte
Sie können Auskunft verlangen, Angaben berichtigen und löschen lassen. Sie können sich \
beschweren bei: [Aufsichtsbehörde].
""",
    (PRIVACY, "en"): """\
Responsible is {name}, {address}. Questions about your data: [name, telephone, email].

## Finding help, and slips
We need no name for that. A slip holds what is needed, a language and a district.

## Passing on a contact
We get a name and a telephone number only with your consent. They are sealed. Only \
who takes on the task can read them, and every opening is recorded.

- You can withdraw your consent at any time. Then everything is deleted at once.
- If nobody takes it on, we delete it after {unaccepted} days.
- After closing, we delete it after {closed} days.
- Figures without names stay.

We do not keep origin, religion, health or reasons for flight. The city and the \
funders see figures only.

## Who works with us
Of volunteers and boards we keep name, contact, languages and times. 12 months after \
they leave, the name is deleted. The hours stay as a figure.

## Technology
The data is kept at [provider and place]. We set cookies for signing in, the language \
and the protection of forms only. We use no services of others on these pages.

## Your rights
You can ask what we keep, and have it corrected or deleted. You can complain to: \
[supervisory authority].
""",
    (PRIVACY, "ar"): """\
الجهة المسؤولة: {name}، {address}. للأسئلة عن حماية البيانات: [الاسم والهاتف والبريد].

## البحث عن مساعدة وورقة الإحالة
لا حاجة إلى اسم. في الورقة الموضوع واللغة والحي فقط.

## نقل بيانات التواصل
لا نحصل على الاسم ورقم الهاتف إلا بموافقة صاحبهما. تُحفظ البيانات مختومة. لا \
يقرأها إلا من يتولى المهمة، ويُسجَّل كل فتح لها.

- يمكن سحب الموافقة في أي وقت، وعندها يُحذف كل شيء فورًا.
- إذا لم يتولَّ أحد المهمة، تُحذف البيانات بعد {unaccepted} يومًا.
- بعد انتهاء المهمة تُحذف البيانات بعد {closed} يومًا.
- تبقى أرقام بلا أسماء.

لا نحفظ الأصل ولا الدين ولا الحالة الصحية ولا أسباب اللجوء. لا ترى المدينة ولا \
الممولون إلا أرقامًا.

## العاملون معنا
نحفظ للمتطوعين وأعضاء مجالس الإدارة الاسم ووسيلة التواصل واللغات والأوقات. \
يُحذف الاسم بعد 12 شهرًا من نهاية العمل، وتبقى الساعات رقمًا.

## التقنية
تُحفظ البيانات لدى [الشركة والمكان]. نستعمل ملفات تعريف الارتباط لتسجيل الدخول \
واللغة وحماية النماذج فقط. لا نستعمل خدمات أطراف أخرى.

## الحقوق
يحق لكل شخص معرفة ما نحفظه عنه وطلب تصحيحه أو حذفه. تُقدَّم الشكوى إلى: [الجهة الرقابية].
""",
    (ACCESSIBILITY, "de"): """\
Diese Seiten sollen alle benutzen können.

## Was geht
- Alles lässt sich mit der Tastatur bedienen.
- Alles geht auch ohne JavaScript und auf dem Telefon.
- Schrift, Farben und Abstände folgen Ihren Einstellungen. Es gibt einen hohen Kontrast.
- Hilfe suchen gibt es auf Deutsch, Englisch und Arabisch.

## Was noch nicht geht
[Was fehlt, zum Beispiel Leichte Sprache oder Gebärdensprache]

## Sagen Sie uns, was Sie hindert
Telefon: {phone}
E-Mail: [Adresse]
Wir antworten in [Zahl] Tagen.

Hilft unsere Antwort nicht: [Stelle, an die man sich wenden kann].

Stand: [Tag, Monat, Jahr]
""",
    (ACCESSIBILITY, "en"): """\
Everybody should be able to use these pages.

## What works
- Everything can be done with the keyboard.
- Everything works without JavaScript and on a telephone.
- Type, colours and spacing follow your settings. There is a high contrast.
- Finding help is there in German, English and Arabic.

## What does not work yet
[what is missing, such as easy language or sign language]

## Tell us what is in your way
Telephone: {phone}
Email: [address]
We answer within [number] days.

If our answer does not help: [body to turn to].

As of: [day, month, year]
""",
    (ACCESSIBILITY, "ar"): """\
نريد أن يستطيع الجميع استعمال هذه الصفحات.

## ما هو متاح
- يمكن استعمال كل شيء بلوحة المفاتيح.
- يعمل كل شيء من دون جافاسكربت وعلى الهاتف.
- يتبع الخط والألوان والمسافات إعدادات الجهاز، ويوجد تباين قوي.
- البحث عن مساعدة متاح بالألمانية والإنجليزية والعربية.

## ما ليس متاحًا بعد
[ما ينقص، مثل اللغة السهلة أو لغة الإشارة]

## للإبلاغ عن عائق
الهاتف: {phone}
البريد الإلكتروني: [العنوان]
نجيب خلال [عدد] أيام.

إذا لم تنفع الإجابة: [الجهة التي يمكن اللجوء إليها].

آخر تحديث: [اليوم والشهر والسنة]
""",
}


def draft_of(purpose: str, language: str, about: dict[str, object]) -> str:
    """
    Return the draft of a public page, or "" where there is none.

    :param about: name, address, phone, unaccepted and closed (days) of the centre
    """
    return DRAFTS.get((purpose, language), "").format(**about)
