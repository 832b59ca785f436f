from django.urls import path

from allin.reports.views import dossiers, pages, public

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
    path("dossiers/", dossiers.dossiers, name="dossiers"),
    path("dossiers/make/", dossiers.make_dossier, name="make_dossier"),
    path("dossiers/rates/enter/", dossiers.enter_rate, name="enter_rate"),
    path("dossiers/rates/<int:rate_id>/drop/", dossiers.drop_rate, name="drop_rate"),
    path("dossiers/<int:dossier_id>/", dossiers.dossier, name="dossier"),
    path(
        "dossiers/<int:dossier_id>/<str:tongue>/dossier.<str:kind>",
        dossiers.dossier_file,
        name="dossier_file",
    ),
    path("dossiers/<int:dossier_id>/show/", dossiers.show_dossier, name="show_dossier"),
    path("dossiers/<int:dossier_id>/hide/", dossiers.hide_dossier, name="hide_dossier"),
    path("dossiers/<int:dossier_id>/link/", dossiers.give_link, name="give_link"),
    path(
        "dossiers/links/<int:link_id>/revoke/",
        dossiers.revoke_link,
        name="revoke_link",
    ),
    path("dossiers/open/<str:token>/", public.open_dossier, name="open_dossier"),
    path(
        "dossiers/open/<str:token>/<str:tongue>/dossier.<str:kind>",
        public.open_dossier_file,
        name="open_dossier_file",
    ),
]
