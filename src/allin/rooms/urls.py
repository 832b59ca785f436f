from django.urls import path, re_path

from allin.rooms import views

app_name = "rooms"
urlpatterns = [
    path("", views.week, name="week"),
    path("day/", views.day, name="day"),
    path("book/", views.book, name="book"),
    path("bookings/<int:booking_id>/", views.booking, name="booking"),
    path("bookings/<int:booking_id>/move/", views.move, name="move"),
    path("bookings/<int:booking_id>/rename/", views.rename, name="rename"),
    path("bookings/<int:booking_id>/cancel/", views.cancel, name="cancel"),
    path(
        "bookings/<int:booking_id>/cancel-series/",
        views.cancel_series,
        name="cancel_series",
    ),
    path("settle/", views.settle, name="settle"),
    path("settle/room/", views.settle_room, name="add_room"),
    path("settle/room/<int:room_id>/", views.settle_room, name="settle_room"),
    path("settle/room/<int:room_id>/retire/", views.retire_room, name="retire_room"),
    re_path(
        r"^settle/room/(?P<room_id>[0-9]+)/(?P<kind>door|room)/$",
        views.open_address,
        name="open_address",
    ),
    path("settle/equipment/", views.settle_equipment, name="add_equipment"),
    path(
        "settle/equipment/<int:equipment_id>/",
        views.settle_equipment,
        name="settle_equipment",
    ),
    path("address/<int:address_id>/revoke/", views.revoke_address, name="revoke"),
    path("calendar/", views.own_calendar, name="own_calendar"),
    path("use/", views.use, name="use"),
    path("door/<slug:token>/", views.door, name="door"),
    path("feed/<slug:token>.ics", views.feed, name="feed"),
]
