from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    name = "allin.counselling"
    label = "counselling"
    default_auto_field = "django.db.models.BigAutoField"
