from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "allin.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"
