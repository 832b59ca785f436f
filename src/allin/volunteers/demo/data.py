"""Invented names, by the language people grew up with."""

from typing import Final

NAMES: Final = {
    "ar": ("Samir Layla Nour Rami Hanan Yara Basil Dima", "Haddad Saleh Khoury Nasser"),
    "ti": ("Senait Abel Rahel Tesfay Luam Yonas Saba Filmon", "Berhane Haile Goitom"),
    "am": ("Almaz Mebrahtu Hiwot Dawit Selam Kebede", "Woldu Negash Tadesse"),
    "tr": ("Ayşe Yusuf Elif Mehmet Zeynep Emre", "Kaya Demir Yıldız Şahin"),
    "kmr": ("Rojda Azad Berivan Serhat", "Aslan Polat Çelik"),
    "uk": ("Olena Taras Iryna Andrij Oksana", "Kovalenko Shevchuk Bondar"),
    "ru": ("Svetlana Dmitri Larissa Viktor", "Petrowa Sokolow Weber"),
    "fa": ("Shirin Ahmad-Reza Parisa Navid", "Karimi Hosseini Moradi"),
    "fa-AF": ("Farida Wahid Zohra Jawad", "Rahimi Ahmadi Noori"),
    "ps": ("Palwasha Hamid Gulalai", "Stanekzai Safi"),
    "so": ("Hodan Abdirahman Fartun Liban", "Abdi Warsame Farah"),
    "bg": ("Stoyan Rositsa Plamen Desislava", "Dimitrov Ivanova Petkov"),
    "ro": ("Ioana Mihai Alina Radu", "Ştefănescu Popescu Ionescu"),
    "sq": ("Arta Besnik Valbona", "Krasniqi Gashi Hoxha"),
    "bs": ("Amra Senad Lejla", "Hadžić Begić"),
    "sr": ("Jelena Milan", "Jovanović Petrović"),
    "hr": ("Ivana Marko", "Horvat Babić"),
    "pl": ("Łukasz Agnieszka Paweł", "Żak Nowak Wójcik"),
    "fr": ("Jean-Baptiste Aminata Fatou", "N’Diaye Diallo Traoré"),
    "vi": ("Bùi-Thị Minh Lan", "Hòa Nguyễn"),
    "es": ("Lucía Mateo", "Ramírez Ortega"),
    "en": ("Grace Samuel Ama", "Osei Mensah Okafor"),
    "de": ("Johanna Konrad Britta Ulrich", "Reuter von-der-Heide Brandt"),
}  # fmt: skip
SPARE: Final = "en"

# what the names of the cast promise elsewhere
KNOWN: Final = (
    ("Miriam Tekle", "Horizonte e. V.", "ti", "f"),
    ("Senait Berhane", "Horizonte e. V.", "ti", "f"),
    ("Abel Haile", "Horizonte e. V.", "ti", "m"),
    ("Yonas Asfaha", "Horizonte e. V.", "ti", "m"),
    ("Johanna Reuter", "Tandem Nord e. V.", "de", "f"),
)
