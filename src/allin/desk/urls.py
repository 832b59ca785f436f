from django.urls import path

from allin.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.first, name="first"),
    path("associations/<int:association_id>/", views.association, name="association"),
    path("associations/<int:association_id>/year/", views.year, name="year"),
    path(
        "associations/<int:association_id>/funding/",
        views.funding_paper,
        name="funding_paper",
    ),
    path("handover/", views.handover, name="handover"),
    path("role/", views.role, name="role"),
]
