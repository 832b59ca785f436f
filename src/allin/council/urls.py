from django.urls import path

from allin.council import views

app_name = "council"
urlpatterns = [
    path("", views.index, name="index"),
    path("file/", views.file, name="file"),
    path("<int:motion_id>/", views.motion, name="motion"),
    path("<int:motion_id>/change/", views.change, name="change"),
    path("<int:motion_id>/step/", views.take_step, name="take_step"),
    path("<int:motion_id>/date/", views.set_date, name="set_date"),
    path("<int:motion_id>/amendment/", views.add_amendment, name="add_amendment"),
    path("<int:motion_id>/budget/", views.settle_budget, name="settle_budget"),
    path("<int:motion_id>/task/", views.give_task, name="give_task"),
    path("steps/<int:step_id>/correct/", views.correct_step, name="correct_step"),
    path("dates/<int:date_id>/move/", views.move_date, name="move_date"),
    path(
        "amendments/<int:amendment_id>/settle/",
        views.settle_amendment,
        name="settle_amendment",
    ),
    path("tasks/<int:motion_task_id>/change/", views.change_task, name="change_task"),
    path("tasks/<int:motion_task_id>/finish/", views.finish_task, name="finish_task"),
    path("<slug:kind>/<int:entry_id>/withdraw/", views.withdraw, name="withdraw"),
]
