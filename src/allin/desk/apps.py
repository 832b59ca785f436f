from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "allin.desk"
    label = "desk"
