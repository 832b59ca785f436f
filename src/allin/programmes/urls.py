from django.urls import URLPattern, URLResolver, path

from allin.programmes.views import precheck

app_name = "programmes"
urlpatterns: list[URLPattern | URLResolver] = [
    path("citizenship/", precheck.precheck, name="precheck"),
]
