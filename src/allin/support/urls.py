from django.urls import path

from allin.support import views

app_name = "support"
urlpatterns = [
    path("", views.index, name="index"),
    path("ask/", views.ask, name="ask"),
    path("requests/", views.requests, name="requests"),
    path("requests/<int:request_id>/", views.request, name="request"),
    path("requests/<int:request_id>/plan/", views.plan, name="plan"),
    path("requests/<int:request_id>/answer/", views.answer, name="answer"),
    path("requests/<int:request_id>/withdraw/", views.withdraw, name="withdraw"),
    path("advice/", views.advice, name="advice"),
    path("advise/", views.advise, name="advise"),
    path("advice/<int:advice_id>/correct/", views.correct_advice, name="correct"),
]
