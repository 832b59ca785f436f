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
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/plan/", views.plan_meeting, name="plan_meeting"),
    path("meetings/<int:meeting_id>/", views.meeting, name="meeting"),
    path("meetings/<int:meeting_id>/move/", views.move_meeting, name="move_meeting"),
    path(
        "meetings/<int:meeting_id>/cancel/",
        views.cancel_meeting,
        name="cancel_meeting",
    ),
    path("meetings/<int:meeting_id>/invite/", views.invite, name="invite"),
    path("meetings/<int:meeting_id>/sign-up/", views.sign_up, name="sign_up"),
    path("meetings/<int:meeting_id>/hold/", views.hold, name="hold"),
    path("meetings/<int:meeting_id>/material/", views.add_material, name="material"),
    path("material/<int:material_id>/drop/", views.drop_material, name="drop_material"),
    path("meetings/<int:meeting_id>/points/", views.add_points, name="add_points"),
    path("points/<int:point_id>/drop/", views.drop_point, name="drop_point"),
    path("meetings/<int:meeting_id>/task/", views.give_task, name="give_task"),
    path("tasks/<int:errand_id>/finish/", views.finish_task, name="finish_task"),
    path("papers/", views.papers, name="papers"),
    path("papers/<int:paper_id>/end/", views.end_paper, name="end_paper"),
    path(
        "associations/<int:association_id>/papers/", views.papers_of, name="papers_of"
    ),
    path(
        "associations/<int:association_id>/papers/enter/",
        views.enter_paper,
        name="enter_paper",
    ),
    path("time/", views.shares, name="shares"),
    path("time/file/", views.shares_file, name="shares_file"),
    path("time/assume/", views.assume, name="assume"),
]
