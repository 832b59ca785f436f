from django.urls import path

from allin.funding import views

app_name = "funding"
urlpatterns = [
    path("", views.runway, name="runway"),
    path("entries/", views.entries, name="entries"),
    path("look/", views.settle_outlook, name="settle_outlook"),
    path("costs/enter/", views.enter_line, name="enter_line"),
    path("costs/<int:line_id>/change/", views.change_cost, name="change_cost"),
    path(
        "costs/<int:line_id>/amounts/<int:amount_id>/correct/",
        views.change_cost,
        name="correct_cost",
    ),
    path("costs/<int:line_id>/end/", views.end_line, name="end_line"),
    path("costs/<int:line_id>/notice/", views.settle_notice, name="settle_notice"),
    path("posts/enter/", views.enter_post, name="enter_post"),
    path("posts/<int:post_id>/correct/", views.enter_post, name="correct_post"),
    path("funders/enter/", views.enter_funder, name="enter_funder"),
    path("applications/enter/", views.enter_application, name="enter_application"),
    path("applications/<int:application_id>/", views.application, name="application"),
    path(
        "applications/<int:application_id>/change/",
        views.change_application,
        name="change_application",
    ),
    path("applications/<int:application_id>/step/", views.take_step, name="take_step"),
    path("awards/enter/", views.enter_award, name="enter_award"),
    path("awards/<int:award_id>/correct/", views.enter_award, name="correct_award"),
    path("<slug:kind>/<int:entry_id>/withdraw/", views.withdraw, name="withdraw"),
]
