from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "allin.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"
