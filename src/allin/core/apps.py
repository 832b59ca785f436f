from django.apps import AppConfig
from django.core import checks

from allin.core.checks import guards_stand


class CoreConfig(AppConfig):
    name = "allin.core"
    label = "core"

    def ready(self) -> None:
        checks.register(guards_stand, checks.Tags.database)
