from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "allin.ui"
    label = "ui"
