from django.urls import path

from allin.volunteers import views

app_name = "volunteers"
urlpatterns = [
    path("", views.index, name="index"),
    path("register/", views.register, name="register"),
    path("<int:volunteer_id>/", views.page, name="page"),
    path("<int:volunteer_id>/edit/", views.edit, name="edit"),
    path("<int:volunteer_id>/invite/", views.invite, name="invite"),
    path("<int:volunteer_id>/link/", views.give_link, name="give_link"),
    path("<int:volunteer_id>/link/void/", views.revoke_link, name="revoke_link"),
    path("<int:volunteer_id>/certify/", views.certify, name="certify"),
    path("certificate/<int:certificate_id>.pdf", views.certificate, name="certificate"),
    path(
        "certificate/<int:certificate_id>/withdraw/",
        views.withdraw_certificate,
        name="withdraw_certificate",
    ),
    path("check/", views.check_any, name="check_any"),
    path("check/<str:code>/", views.check, name="check"),
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
    path("mine/reach/", views.mine_reach, name="mine_reach"),
    path("mine/languages/", views.mine_languages, name="mine_languages"),
    path("mine/times/", views.mine_times, name="mine_times"),
    path("mine/away/", views.mine_away, name="mine_away"),
    path("mine/away/<int:away_id>/", views.mine_back, name="mine_back"),
    path("mine/pause/", views.mine_pause, name="mine_pause"),
    path("mine/certificate/", views.mine_certificate, name="mine_certificate"),
    path(
        "mine/certificate/<int:certificate_id>.pdf", views.mine_file, name="mine_file"
    ),
    path(
        "mine/certificate/<int:certificate_id>/name/", views.mine_name, name="mine_name"
    ),
    path("mine/end/<str:how>/", views.mine_end, name="mine_end"),
    path("mine/<str:token>/", views.mine_by, name="mine_by"),
    path("hours/", views.hours, name="hours"),
    path("hours/confirm/", views.confirm, name="confirm"),
    path("hours/<int:hours_id>/correct/", views.correct, name="correct"),
    path("own/", views.own, name="own"),
    path("own/calendar/renew/", views.renew, name="renew"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
]
