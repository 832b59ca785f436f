from django.urls import path

from allin.rooms import views

app_name = "rooms"
urlpatterns = [
    path("", views.week, name="week"),
    path("day/", views.day, name="day"),
    path("book/", views.book, name="book"),
]
