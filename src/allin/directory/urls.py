from django.urls import path

from allin.directory.views import asked, associations, find, offers, partners

app_name = "directory"
urlpatterns = [
    path("", associations.index, name="associations"),
    path("asked/<str:token>/", asked.asked, name="asked"),
    path("own/", associations.own, name="own"),
    path("new/", associations.found, name="found"),
    path("<int:association_id>/", associations.association, name="association"),
    path("<int:association_id>/edit/", associations.edit, name="edit"),
    path("<int:association_id>/note/", associations.note, name="note"),
    path("<int:association_id>/confirm/", associations.confirm, name="confirm"),
    path("<int:association_id>/leave/", associations.leave, name="leave"),
    path("<int:association_id>/invite/", associations.invite, name="invite"),
    path(
        "<int:association_id>/merge/<int:other_id>/", associations.merge, name="merge"
    ),
    path(
        "<int:association_id>/offers/new/", offers.enter_offer, name="enter_offer"
    ),
    path("offers/<int:offer_id>/", offers.offer, name="offer"),
    path("offers/<int:offer_id>/edit/", offers.edit_offer, name="edit_offer"),
    path("offers/<int:offer_id>/confirm/", offers.confirm_offer, name="confirm_offer"),
    path("offers/<int:offer_id>/hours/", offers.enter_hour, name="enter_hour"),
    path("hours/<int:hour_id>/drop/", offers.drop_hour, name="drop_hour"),
    path(
        "offers/<int:offer_id>/exceptions/",
        offers.enter_exception,
        name="enter_exception",
    ),
    path(
        "exceptions/<int:exception_id>/drop/",
        offers.drop_exception,
        name="drop_exception",
    ),
    path("members/<int:membership_id>/end/", associations.end_membership,
         name="end_membership"),
    path("partners/", partners.partners, name="partners"),
    path("partners/new/", partners.enter_partner, name="enter_partner"),
    path("partners/<int:partner_id>/", partners.partner, name="partner"),
    path("partners/<int:partner_id>/edit/", partners.edit_partner, name="edit_partner"),
    path(
        "partners/<int:partner_id>/advice/",
        partners.enter_advice_hour,
        name="enter_advice_hour",
    ),
    path(
        "partners/advice/<int:advice_hour_id>/drop/",
        partners.drop_advice_hour,
        name="drop_advice_hour",
    ),
    path(
        "partners/<int:partner_id>/addresses/",
        partners.give_address,
        name="give_address",
    ),
    path(
        "partners/<int:partner_id>/invite/",
        partners.invite_referrer,
        name="invite_referrer",
    ),
    path("addresses/<int:address_id>/", partners.address, name="address"),
    path(
        "addresses/<int:address_id>/revoke/",
        partners.revoke_address,
        name="revoke_address",
    ),
    path("closures/", partners.closures, name="closures"),
    path("closures/<int:closure_id>/drop/", partners.drop_closure, name="drop_closure"),
]  # fmt: skip

# Included at "find/", under a namespace of its own: the public face.
find_urls = (
    [
        path("", find.find, name="search"),
        path("<int:offer_id>/", find.offer, name="offer"),
    ],
    "find",
)
