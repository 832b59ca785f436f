from django.urls import path

from allin.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.team, name="team"),
    path("invite/", views.invite, name="invite"),
    path("links/<int:invitation_id>/", views.link, name="link"),
    path("roles/<int:grant_id>/end/", views.end_role, name="end_role"),
    path("join/<str:token>/", views.join, name="join"),
    path("join/<str:token>/renew/", views.renew, name="renew"),
    path("held/", views.held_back, name="held_back"),
    path("held/<int:held_id>/", views.look, name="look"),
    path("held/<int:held_id>/drop/", views.drop, name="drop"),
    path("account/", views.account, name="account"),
    path("account/sign-out/", views.sign_out_elsewhere, name="sign_out_elsewhere"),
]
