"""What invented associations ask, and what they are told."""

from typing import Final

# topic, what is asked, what is answered, minutes
ASKED: Final = (
    (
        "applications",
        (
            "Wir möchten bei der Stadt Geld für einen Nähkurs beantragen. Wie fangen "
            "wir an, und bis wann?"
        ),
        (
            "Antrag bis 31. Oktober. Die Vorlage und ein Finanzplan sind besprochen, "
            "der Entwurf liegt bei Ihnen."
        ),
        60,
    ),
    (
        "statutes",
        "Unsere Satzung ist von 2014. Wir wollen den Zweck ändern.",
        (
            "Die Mitgliederversammlung beschließt mit drei Vierteln, dann zum Notar "
            "und zum Registergericht. Ein Muster ist mitgegeben."
        ),
        50,
    ),
    (
        "tax",
        (
            "Das Finanzamt will eine Steuererklärung für drei Jahre. Was müssen wir "
            "abgeben?"
        ),
        (
            "Vordrucke KSt 1 und Anlage Gem, Kassenberichte und Tätigkeitsbericht. Wir "
            "haben sie gemeinsam ausgefüllt."
        ),
        90,
    ),
    (
        "founding",
        "Acht Frauen wollen einen Verein gründen. Was brauchen wir?",
        (
            "Sieben Mitglieder, eine Satzung, ein Protokoll der Gründung. Termin beim "
            "Notar ist vereinbart."
        ),
        75,
    ),
    (
        "rooms",
        "Unsere Kindergruppe ist zu groß für Büro 2. Gibt es samstags etwas Größeres?",
        "Der Versammlungsraum ist samstags ab 14 Uhr frei und für Sie gebucht.",
        15,
    ),
    (
        "people",
        "Wir suchen jemanden, der samstags Nachhilfe in Mathematik gibt.",
        "Die Freiwilligenagentur hat zwei Namen weitergegeben, beide melden sich.",
        20,
    ),
    (
        "publicity",
        "Wer kann uns bei einem Flyer in drei Sprachen helfen?",
        "Vorlage und Druckerei sind besprochen, die Übersetzung prüft ein Mitglied.",
        40,
    ),
    (
        "conflict",
        (
            "Im Vorstand gibt es Streit über die Kasse. Wir brauchen ein Gespräch mit "
            "jemandem von außen."
        ),
        "Zwei Gespräche mit einer Mediatorin, die Kassenprüfung ist geregelt.",
        120,
    ),
    (
        "other",
        "Brauchen wir für unser Fest eine Genehmigung?",
        "Ordnungsamt vier Wochen vorher, GEMA online. Die Links haben Sie.",
        20,
    ),
)
# topic, why, next step, days until: negative is overdue; by whom it was asked
OPEN: Final = (
    (
        "applications",
        "Wir brauchen Hilfe beim Verwendungsnachweis für das Sommerfest.",
        "Belege gemeinsam durchgehen",
        -4,
        "telephone",
    ),
    (
        "people",
        "Zwei aus dem Vorstand hören auf. Wie finden wir neue?",
        "Gespräch mit dem Vorstand",
        -1,
        "page",
    ),
    (
        "tax",
        "Unser Freistellungsbescheid läuft aus. Was müssen wir tun?",
        "Termin beim Finanzamt abwarten",
        6,
        "telephone",
    ),
    (
        "rooms",
        "Wir möchten freitags proben, 25 Menschen mit Trommeln.",
        "",
        3,
        "page",
    ),
    (
        "publicity",
        "Wie kommt unser Angebot in den Stadtteilkalender?",
        "",
        2,
        "page",
    ),
)
TALKS: Final = 130  # in a year, beside what answers requests
MINUTES: Final = (10, 15, 15, 20, 20, 30, 30, 45, 60, 90)
# how often each topic comes up, in the order of rules.TOPICS
WEIGHTS: Final = (4, 8, 12, 30, 10, 10, 10, 4, 12)
# kind, title, topic, days from today, what the invitation says
MEETINGS: Final = (
    ("round", "Runde der Vereine", "other", -330, ""),
    (
        "workshop",
        "Anträge schreiben, die durchgehen",
        "applications",
        -286,
        "Bringen Sie eine Idee mit, am Ende haben Sie einen Entwurf.",
    ),
    ("round", "Runde der Vereine", "other", -240, ""),
    ("workshop", "Kasse und Verwendungsnachweis", "tax", -196, ""),
    ("round", "Runde der Vereine", "other", -150, ""),
    (
        "workshop",
        "Neue Vorstände finden und einführen",
        "people",
        -105,
        "Wie andere Vereine den Wechsel geschafft haben.",
    ),
    ("workshop", "Öffentlichkeitsarbeit mit dem Handy", "publicity", -62, ""),
    ("round", "Runde der Vereine", "other", -34, ""),
    (
        "workshop",
        "Förderanträge für das nächste Jahr",
        "applications",
        13,
        "Die Fristen der Stadt und des Landes, Schritt für Schritt.",
    ),
    ("round", "Runde der Vereine", "other", 27, "Punkte können Sie uns vorher sagen."),
)
MINUTES_OF_ROUND: Final = (
    "Berichte aus den Vereinen, danach die Punkte der Tagesordnung. Die nächste Runde "
    "ist in sechs Wochen."
)
RESULTS: Final = (
    "Wir sammeln die Fragen und laden jemanden vom Amt ein.",
    "Zwei Vereine tun sich zusammen.",
    "Die Koordination schickt ein Muster an alle.",
)
MATERIAL: Final = (
    ("Leitfaden Projektantrag", "https://example.org/leitfaden"),
    ("Muster Kassenbericht", "https://example.org/kassenbericht"),
    ("Folien des Abends", "https://example.org/folien"),
)
# what, days until
TASKS: Final = (
    ("Muster für den Kassenbericht an alle schicken", 14),
    ("Plakate für das Fest abholen", 21),
    ("Termin mit dem Ordnungsamt machen", 60),
)
# kind, how old in days, how long it holds in days (0: no end), where it lies
PAPERS: Final = (
    ("statutes", 1400, 0, "Ordner im Büro 2"),
    ("register", 1390, 0, "Ordner im Büro 2"),
    ("board", 590, 730, "beim Vorstand"),
    ("tax", 880, 1095, "bei der Kassenführung"),
)
