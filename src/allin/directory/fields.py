"""Fields that several models of the directory share."""

from django.core.validators import MinValueValidator
from django.db import models

from allin.core import languages


class Speaks(models.Model):
    """Somebody or something that speaks languages, kept as one bit mask."""

    language_bits = models.BigIntegerField(default=0, validators=[MinValueValidator(0)])

    class Meta:
        abstract = True

    @property
    def languages(self) -> list[str]:
        """The codes, in the fixed order of `core.languages`."""
        return languages.codes_in(self.language_bits)

    @languages.setter
    def languages(self, codes: list[str]) -> None:
        self.language_bits = languages.mask(codes)
