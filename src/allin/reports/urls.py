from django.urls import path

from allin.reports.views import pages, public

app_name = "reports"
urlpatterns = [
    path("", pages.report, name="report"),
    path("freeze/", pages.freeze, name="freeze"),
    path("<int:report_id>/", pages.show, name="show"),
    path("<int:report_id>/report.<str:kind>", pages.file, name="file"),
    path("<int:report_id>/publish/", pages.publish, name="publish"),
    path("<int:report_id>/withdraw/", pages.withdraw, name="withdraw"),
    path("<int:report_id>/open/", pages.give_public_page, name="give_public_page"),
    path("<int:report_id>/close/", pages.take_public_page, name="take_public_page"),
    path("public/<str:token>/", public.public, name="public"),
    path(
        "public/<str:token>/report.<str:kind>", public.public_file, name="public_file"
    ),
]
