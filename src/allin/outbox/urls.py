from django.urls import path

from allin.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("<uuid:letter_id>/again/", views.send_again, name="send_again"),
    path(
        "<uuid:letter_id>/arrived/",
        views.settle,
        {"how": "arrived"},
        name="arrived",
    ),
    path(
        "<uuid:letter_id>/came-back/",
        views.settle,
        {"how": "came_back"},
        name="came_back",
    ),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<uuid:letter_id>/", views.mail, name="mail"),
]
