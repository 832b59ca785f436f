from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Binds what must go up, once, when everything is loaded."""

    name = "allin.config"
    label = "config"

    def ready(self) -> None:
        from allin.config import bindings  # noqa: PLC0415  (models are loaded only now)

        bindings.bind()
