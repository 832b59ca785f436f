"""The invented associations of the demo, as a coordinator would know them."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Told:
    """
    One offer.

    :param hours: "weekday start-end", "weekday/nth,nth start-end"; 0 is Monday
    :param confirmed: days ago; None for never
    """

    title: str
    en: str
    ar: str
    topics: str
    languages: str
    hours: tuple[str, ...] = ()
    room: str = "Büro 1"
    step_free: bool | None = True
    appointment: bool = False
    walk_in: bool = True
    supervisor: str = ""
    draft: bool = False
    full_days: int = 0
    confirmed: int | None = 30


@dataclass(frozen=True)
class House:
    """One association with its contact and offers."""

    name: str
    short: str
    languages: str
    contact: str
    phone: str
    about: str
    form: str = "ev"
    phone_private: bool = False
    offers: tuple[Told, ...] = field(default=())

    @property
    def number(self) -> str:
        """The last six digits of the telephone number, for an invented address."""
        return self.phone[-6:]


LETTERS = (
    "Hilfe bei Briefen und Anträgen",
    "Help with letters and applications",
    "مساعدة في الرسائل والطلبات",
)
HOUSES: Final = (
    House("Brücke e. V.", "Brücke", "ar,fr,de", "Mariam Haddad", "+49561700123",
          "Menschen aus arabischsprachigen Ländern helfen einander beim Ankommen.",
          offers=(
        Told(*LETTERS, "letters,money", "ar,fr,de", ("0 15:00-18:00", "2 15:00-18:00")),
        Told("Einbürgerung: Unterlagen vorbereiten", "Preparing citizenship papers",
             "تحضير أوراق التجنيس", "residence,letters", "ar,de", ("3 16:00-18:00",),
             supervisor="Dr. Eva Lindner, Rechtsanwältin", confirmed=12),
    )),
    House("Horizonte e. V.", "Horizonte", "ti,am,en", "Miriam Tekle", "+49561700234",
          "Familien aus Eritrea und Äthiopien.", offers=(
        Told(*LETTERS, "letters,housing", "ti,am,en", ("1 09:00-12:30",), "Büro 2",
             step_free=False),
        Told("Familie und Schule", "Family and school", "العائلة والمدرسة",
             "family,school", "ti,en", ("4 15:00-17:00",), "Büro 2", step_free=False),
    )),
    House("Frauen am Fluss e. V.", "Frauen am Fluss", "tr,kmr,de", "Nour Saleh",
          "+49561700345", "Frauen beraten Frauen.", phone_private=True, offers=(
        Told("Gespräche von Frau zu Frau", "Woman to woman", "حديث بين النساء",
             "family,health", "tr,kmr,de", ("3 16:00-18:00",), "Versammlungsraum",
             appointment=True),
        Told(*LETTERS, "letters", "tr,kmr", ("1 10:00-12:00",), "Büro 1"),
    )),
    House("Tandem Nord e. V.", "Tandem Nord", "de,en", "Yusuf Kaya", "+49561700456",
          "Zu zweit Deutsch üben.", offers=(
        Told("Deutsch üben zu zweit", "Practising German in pairs",
             "التدرب على الألمانية مع شريك", "german", "de,en", (), "",
             appointment=True, walk_in=False),
        Told("Sprachcafé", "Language café", "مقهى اللغات", "german", "de,en,fr,es",
             ("5 14:00-17:00",), "Versammlungsraum"),
    )),
    House("Kulturgarten Wesertor e. V.", "Kulturgarten", "bg,ro", "Olena Kovalenko",
          "+49561700567", "Garten, Nachbarschaft, Rat.", offers=(
        Told("Wohnen und Nachbarschaft", "Housing and neighbours", "السكن والجيران",
             "housing,letters", "bg,ro,de", ("1/2,4 17:00-19:00",)),
    )),
    House("Verein Zeytin", "Zeytin", "tr", "Ahmad Reza Karimi", "+49561700678",
          "Türkischsprachige Familien in der Nordstadt.", phone_private=True, offers=(
        Told("Geld, Rechnungen, Mahnungen", "Money, bills, reminders",
             "مال وفواتير وإنذارات", "money,letters", "tr,de", ("4 14:00-16:00",),
             "Büro 2"),
    )),
    House("Haus der Farben e. V.", "Haus der Farben", "fa-AF,ps,ur",
          "Senait Berhane", "+49561700789", "Afghanische und pakistanische Familien.",
          offers=(
        Told(*LETTERS, "letters,health", "fa-AF,ps,ur",
             ("0 10:00-12:00", "1 10:00-12:00", "3 10:00-12:00"), "Versammlungsraum",
             step_free=None),
        Told("Arbeit finden", "Finding work", "البحث عن عمل", "work", "fa-AF,de",
             ("2 10:00-12:00",), "Büro 2"),
    )),
    House("Nilufar – Verein für afghanische Familien e. V.", "Nilufar", "fa,fa-AF",
          "Johanna Reuter", "+49561700890", "Familien aus Afghanistan und Iran.",
          offers=(
        Told("Kita und Schule", "Nursery and school", "الروضة والمدرسة",
             "school,family", "fa,fa-AF,de", ("2 17:00-19:00",), "Büro 1",
             confirmed=150),
        Told("Begleitung nach Todesfällen", "After a death", "مرافقة بعد الوفاة",
             "emergency", "fa,fa-AF", (), "", appointment=True, walk_in=False),
    )),
    House("Selam Kassel e. V.", "Selam", "ti", "Łukasz Żak", "+49561700901",
          "Beratung am Wochenende.", offers=(
        Told(*LETTERS, "letters,work", "ti,de", ("5 10:00-13:00",)),
        Told("Aufenthalt: Termine und Papiere", "Residence: appointments and papers",
             "الإقامة: مواعيد وأوراق", "residence", "ti,en", ("3 17:00-19:00",),
             supervisor="Dr. Eva Lindner, Rechtsanwältin"),
    )),
    House("Dnipro-Hilfe e. V.", "Dnipro", "uk,ru", "Hòa Bùi Thị", "+49561701012",
          "Menschen aus der Ukraine.", offers=(
        Told(*LETTERS, "letters,housing,money", "uk,ru,de",
             ("1 15:30-17:30", "3 15:30-17:30"), "Büro 2"),
        Told("Schule und Deutsch", "School and German", "المدرسة والألمانية",
             "school,german", "uk,ru", ("0 16:00-18:00",), "Versammlungsraum"),
    )),
    House("Al-Andalus Bildungsverein e. V.", "Al-Andalus", "ar,ckb",
          "Stoyan Iwanow", "+49561701123", "Bildung für Kinder und Eltern.", offers=(
        Told("Schule, Ausbildung, Studium", "School, training, university",
             "مدرسة وتدريب ودراسة", "school,work", "ar,ckb,de",
             ("1 16:00-18:00", "2 09:30-11:30"), "Büro 1"),
        Told("Wohnungssuche", "Looking for a flat", "البحث عن سكن", "housing",
             "ar,ckb", ("0 09:00-11:00",), "Büro 2", full_days=9),
    )),
    House("Balkanbrücke Nordhessen", "Balkanbrücke", "sq,bs,hr,sr",
          "Mohamad Alkhatib", "+49561701234", "Vom Balkan nach Nordhessen.",
          form="initiative", phone_private=True, offers=(
        Told("Arbeit und Anerkennung", "Work and recognition", "العمل والمعادلة",
             "work,letters", "sq,bs,hr,sr,de", ("0/1,3 18:00-20:00",)),
    )),
    House("Jugendforum Vielfalt e. V.", "Jugendforum", "de,en,tr,ar",
          "Hodan Abdi Warsame", "+49561701345", "Junge Menschen beraten junge.",
          offers=(
        Told("Bewerbung schreiben", "Writing an application", "كتابة طلب عمل",
             "work,school", "de,en,tr,ar", ("4 16:00-19:00",), "Versammlungsraum"),
        Told("Lernhilfe", "Help with homework", "مساعدة في الواجبات", "school",
             "de,tr,ar", (), "Versammlungsraum", draft=True, confirmed=None),
    )),
    House("Somali Community Treff e. V. (i. G.)", "Somali Treff", "so,ar,en",
          "Ioana Stefanescu", "+49561701456", "Menschen aus Somalia.",
          form="founding", offers=(
        Told(*LETTERS, "letters,family,health", "so,ar,en",
             ("3 09:00-11:00", "3 14:00-16:00"), "Büro 2"),
    )),
)  # fmt: skip

# key in story.cast, name, short name, kind, secrecy, form addresses
PARTNERS: Final = (
    ("caritas_partner", "Caritas Nordhessen-Kassel", "Caritas", "caritas", True,
     ("Migrationsberatung", "Allgemeine Sozialberatung")),
    ("diakonie_partner", "Diakonisches Werk Region Kassel", "Diakonie", "diakonie",
     True, ("Flüchtlingsberatung",)),
    ("vhs_partner", "vhs Region Kassel", "vhs", "vhs", False, ("Anmeldung",)),
    ("city_partner", "Stadt Kassel, Zukunftsbüro", "Stadt", "city", False,
     ("Bürgerbüro",)),
    ("police_partner", "Polizeipräsidium Nordhessen, Prävention", "Polizei", "police",
     False, ()),
)  # fmt: skip

# The professional migration advice: key, place, telephone, weekday and hours
ADVICE: Final = (
    ("caritas_partner", "Caritas, Beispielweg 12, 1. Stock", "0561 123 45 10",
     ("0 09:00-12:00", "3 14:00-17:00")),
    ("diakonie_partner", "Diakonie, Musterstraße 8", "0561 123 45 20",
     ("1 09:00-12:00", "4 09:00-12:00")),
)  # fmt: skip

# name, partner's key, about
PROGRAMMES: Final = (
    ("Interkulturelle Bildungsberatung", "vhs_partner",
     "Sprechstunden zu Schule, Ausbildung und Studium."),
    ("Muslimische Notfallbegleitung", "city_partner",
     "Begleitung nach Unfällen und Todesfällen."),
    ("Mein Kassel – mein Zuhause", "city_partner", "Begleitung zur Einbürgerung."),
    ("Tandem-Vereinsinitiative", "city_partner", "Zwei Vereine lernen voneinander."),
    ("Fest der Kulturen", "city_partner", "Ein Fest im Jahr."),
    ("Führungen im Stadtmuseum", "city_partner", "Führungen in vielen Sprachen."),
    ("Sicherheitsberatung für Seniorinnen", "police_partner",
     "Beratung zu zweit, in der eigenen Sprache."),
)  # fmt: skip
