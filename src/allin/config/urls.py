from django.conf import settings
from django.urls import include, path

from allin.accounts import views as accounts
from allin.config import cast, checkup, jobs, records
from allin.directory.urls import find_urls

urlpatterns = [
    path("", include("allin.desk.urls")),
    path("report/", include("allin.reports.urls")),
    path("motion/", include("allin.council.urls")),
    path("money/", include("allin.funding.urls")),
    path("programmes/", include("allin.programmes.urls")),
    path("support/", include("allin.support.urls")),
    path("counselling/", include("allin.counselling.urls")),
    path("rooms/", include("allin.rooms.urls")),
    path("volunteers/", include("allin.volunteers.urls")),
    path("find/", include(find_urls)),
    path("directory/", include("allin.directory.urls")),
    path("import/", include("allin.intake.urls")),
    path("team/", include("allin.accounts.urls")),
    path("letters/", include("allin.outbox.urls")),
    *jobs.urlpatterns,
    *records.urlpatterns,
    *checkup.urlpatterns,
    path("vault/", include("allin.vault.urls")),
    path("audit/", include("allin.audit.urls")),
    path("centre/", include("allin.centres.urls")),
    path("gallery/", include("allin.ui.urls")),
    path(
        "accounts/second-factor/", accounts.second_factor, name="account_second_factor"
    ),
    path("accounts/", include("allauth.urls")),
]

# The one-click sign-in is an address only where `allin demo` made the home.
if settings.DEMO:
    urlpatterns += cast.urlpatterns
