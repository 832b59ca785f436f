"""Invented people and what they came for, as a coordinator would know them."""

from typing import Final

# How often somebody comes for it, of a hundred.
TOPIC_WEIGHTS: Final = {
    "letters": 46, "school": 16, "residence": 18, "family": 12, "housing": 9, "work": 7,
}  # fmt: skip
LANGUAGE_WEIGHTS: Final = {
    "ar": 24, "tr": 14, "uk": 14, "ti": 9, "fa-AF": 8, "fa": 6, "so": 6, "ru": 6,
    "kmr": 5, "bg": 4, "pl": 3, "fr": 3, "am": 2, "sq": 1, "de": 9, "en": 3,
}  # fmt: skip
DISTRICT_WEIGHTS: Final = {
    "Nord-Holland": 22, "Bettenhausen": 15, "Wesertor": 14, "Rothenditmold": 12,
    "Mitte": 12, "Waldau": 8, "Oberzwehren": 8, "Forstfeld": 5, "Südstadt": 3,
    "Wehlheiden": 3, "Niederzwehren": 4, "": 4,
}  # fmt: skip
SENDER_WEIGHTS: Final = {
    "caritas_partner": 38, "diakonie_partner": 22, "city_partner": 9, "vhs_partner": 3,
    "": 28,
}  # fmt: skip
FIRST_NAMES: Final = (
    "Samar", "Selam", "Olena", "Ahmad", "Fatma", "Yusuf", "Ivana", "Mehret", "Amina",
    "Reza", "Ludmila", "Omar", "Hatice", "Nadia", "Petro", "Zahra", "Abdi", "Elira",
)  # fmt: skip
NOTES: Final = (
    "", "", "", "am besten nach 16 Uhr anrufen", "bringt einen Brief mit",
    "braucht jemanden zum Übersetzen",
)  # fmt: skip
