from django.urls import path

from allin.centres import views

app_name = "centres"
urlpatterns = [
    path("", views.show, name="show"),
    path("contact/", views.change_contact, name="change_contact"),
    path("modules/", views.change_modules, name="change_modules"),
    path("periods/", views.change_periods, name="change_periods"),
    path("absence/", views.absence, name="absence"),
    path("absence/over/", views.come_back, name="come_back"),
    path("texts/", views.texts, name="texts"),
    path("texts/write/", views.write_text, name="write_text"),
    path("texts/<int:text_id>/review/", views.review_text, name="review_text"),
    path("legal/<slug:kind>/", views.legal, name="legal"),
]
