"""What is told of the demo's festivals: stands, acts, shifts, permits. All invented."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Stall:
    """
    A stand an association asks for.

    :param house: the association's short name
    :param number: on the plan; "" is not decided, "-" declined, "?" has no place yet
    :param till: last year's float and what was counted, in cents
    """

    house: str
    offers: str
    food: bool
    watts: int
    water: bool
    metres: int
    number: str
    till: tuple[int, int] = (0, 0)
    why: str = ""


STALLS: Final = (
    Stall("Brücke", "Falafel, Hummus, Tee", True, 3_500, True, 4, "A1",
          (15_000, 118_450)),
    Stall("Horizonte", "Injera und Kaffeezeremonie", True, 4_000, True, 4, "A2",
          (15_000, 96_200)),
    Stall("Zeytin", "Gözleme und Ayran", True, 6_000, True, 5, "A3",
          (20_000, 143_800)),
    Stall("Dnipro", "Warenyky und Borschtsch", True, 5_000, True, 4, "A4",
          (15_000, 88_650)),
    Stall("Balkanbrücke", "Ćevapi vom Grill", True, 0, True, 5, "A5",
          (15_000, 127_300)),
    Stall("Frauen am Fluss", "Handarbeiten, Beratung für Frauen", False, 0, False, 3,
          "B1", (5_000, 21_750)),
    Stall("Kulturgarten", "Setzlinge und Kräuter", False, 0, True, 3, "B2",
          (5_000, 18_400)),
    Stall("Nilufar", "Kalligrafie zum Mitmachen", False, 300, False, 3, "B3"),
    Stall("Tandem Nord", "Sprachspiele", False, 0, False, 3, "?"),
    Stall("Haus der Farben", "Bolani und grüner Tee", True, 4_500, True, 4, ""),
    Stall("Selam", "Kaffee und Popcorn", True, 2_000, False, 3, ""),
    Stall("Al-Andalus", "Bücher für Kinder", False, 0, False, 3, ""),
    Stall("Somali Treff", "Sambusa", True, 9_000, True, 6, "-",
          why="Für 9 kW reicht der Anschluss nicht. Mit 3 kW ist Platz."),
)  # fmt: skip
LAST_YEAR: Final = 8  # of them had a stand then

# stage, act, association's short name, from and to on the day of the festival
GREAT, SMALL = "Große Bühne", "Kleine Bühne"
ACTS: Final = (
    (GREAT, "Begrüßung in 14 Sprachen", "", "12:00", "12:20"),
    (GREAT, "Chor Horizonte", "Horizonte", "12:40", "13:20"),
    (GREAT, "Dabke-Gruppe Brücke", "Brücke", "13:45", "14:30"),
    (GREAT, "Saz und Gesang", "Zeytin", "15:00", "15:45"),
    (GREAT, "Ukrainische Tänze", "Dnipro", "16:15", "17:00"),
    (GREAT, "Band des Jugendforums", "Jugendforum", "18:00", "19:15"),
    (GREAT, "Balkan-Brass", "Balkanbrücke", "20:00", "21:30"),
    (SMALL, "Märchen aus Afghanistan", "Nilufar", "13:00", "13:40"),
    (SMALL, "Mitmachtanz für Kinder", "Kulturgarten", "14:30", "15:10"),
    (SMALL, "Spoken Word", "Jugendforum", "16:00", "16:45"),
    (SMALL, "Oud solo", "Al-Andalus", "17:30", "18:15"),
)

# post, days from the festival, from, to, how many in a row, least, most, food
POSTS: Final = (
    ("Aufbau", 0, "08:00", "11:00", 1, 6, 10, False),
    ("Getränke", 0, "11:30", "14:00", 4, 3, 5, False),
    ("Teeküche", 0, "11:30", "14:00", 4, 2, 3, True),
    ("Bühne", 0, "11:30", "14:00", 4, 2, 3, False),
    ("Kinderfest", 0, "12:00", "15:00", 2, 3, 6, False),
    ("Infostand", 0, "11:30", "14:00", 4, 1, 2, False),
    ("Abbau", 1, "09:00", "12:00", 1, 5, 10, False),
)

# Helpers without an account, with their language and how they can be reached
HELPERS: Final = (
    ("Lina Haddad", "lina.haddad@post.example", "ar"),
    ("Taras Melnyk", "+4915123450011", "uk"),
    ("Greta Vogt", "greta.vogt@post.example", "de"),
    ("Sami Osman", "+4915123450013", "ar"),
    ("Oksana Bondar", "oksana.bondar@post.example", "uk"),
    ("Jonas Keller", "+4915123450015", "de"),
    ("Meryem Aydın", "meryem.aydin@post.example", "de"),
    ("Daniel Okafor", "+4915123450017", "en"),
)
