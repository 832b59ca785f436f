from django.urls import path

from allin.volunteers import views

app_name = "volunteers"
urlpatterns = [
    path("", views.index, name="index"),
    path("register/", views.register, name="register"),
    path("<int:volunteer_id>/", views.page, name="page"),
    path("<int:volunteer_id>/edit/", views.edit, name="edit"),
    path("<int:volunteer_id>/invite/", views.invite, name="invite"),
    path("<int:volunteer_id>/pause/", views.pause, name="pause"),
    path("<int:volunteer_id>/bind/", views.bind, name="bind"),
    path("<int:volunteer_id>/show/", views.show, name="show"),
    path("<int:volunteer_id>/leave/", views.leave, name="leave"),
    path("<int:volunteer_id>/erase/", views.erase, name="erase"),
    path("join/", views.join, name="join"),
    path("join/sent/", views.join_sent, name="join_sent"),
    path("join/code/", views.join_code, name="join_code"),
    path("join/<str:code>/", views.interest, name="interest"),
    path("interest/", views.interests, name="interests"),
    path("interest/<int:interest_id>/", views.interested, name="interested"),
    path("mine/", views.mine, name="mine"),
    path("mine/close/", views.mine_close, name="mine_close"),
    path("mine/<str:token>/", views.mine_by, name="mine_by"),
    path("hours/", views.hours, name="hours"),
    path("hours/confirm/", views.confirm, name="confirm"),
    path("hours/<int:hours_id>/correct/", views.correct, name="correct"),
    path("own/", views.own, name="own"),
    path("own/calendar/renew/", views.renew, name="renew"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
]
