from django.urls import URLPattern, URLResolver, path

from allin.programmes import views
from allin.programmes.views import precheck

app_name = "programmes"
# One list a template, so that each adds lines to its own.
KERNEL: list[URLPattern | URLResolver] = [
    path("", views.index, name="index"),
    path("set-up/", views.set_up, name="set_up"),
    path("set-up/<slug:template>/", views.set_up, name="set_up_from"),
    path("mine/", views.own, name="own"),
    path("<int:programme_id>/", views.programme, name="programme"),
    path("<int:programme_id>/plan/", views.plan, name="plan"),
    path("<int:programme_id>/settings/", views.change_settings, name="settings"),
    path("occasions/<int:occasion_id>/", views.occasion, name="occasion"),
    path("occasions/<int:occasion_id>/move/", views.move, name="move"),
    path("occasions/<int:occasion_id>/cancel/", views.cancel, name="cancel"),
    path("occasions/<int:occasion_id>/confirm/", views.confirm, name="confirm"),
    path(
        "occasions/<int:occasion_id>/position/", views.add_position, name="add_position"
    ),
    path(
        "occasions/<int:occasion_id>/attendance/", views.attendance, name="attendance"
    ),
    path("positions/<int:position_id>/", views.ask, name="ask"),
    path("assignments/<int:assignment_id>/answer/", views.answer, name="answer"),
]
NATURALISATION: list[URLPattern | URLResolver] = [
    path("citizenship/", precheck.precheck, name="precheck"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *KERNEL,
    *NATURALISATION,
]
