from django.urls import path

from allin.counselling.views import count, refer, referral, sent, slip, status

app_name = "counselling"
urlpatterns = [
    path("", referral.referrals, name="referrals"),
    path("<int:referral_id>/", referral.referral, name="referral"),
    path("<int:referral_id>/close/", referral.close, name="close"),
    path("<int:referral_id>/decline/", referral.decline, name="decline"),
    path("<int:referral_id>/hand-on/", referral.hand_on, name="hand_on"),
    path("<int:referral_id>/withdraw/", referral.take_back, name="take_back"),
    path(
        "<int:referral_id>/pin/person/",
        referral.new_pin,
        {"whose": "person"},
        name="new_person_pin",
    ),
    path(
        "<int:referral_id>/pin/sender/",
        referral.new_pin,
        {"whose": "sender"},
        name="new_sender_pin",
    ),
    path("sent-by-us/", sent.outgoing, name="outgoing"),
    path("refer/", refer.refer, name="refer"),
    path("refer/contact/", refer.contact, name="contact"),
    path("from/<slug:token>/", refer.refer_from, name="refer_from"),
    path("from/<slug:token>/contact/", refer.contact_from, name="contact_from"),
    path("take/", refer.take, name="take"),
    path("take/contact/", refer.take_contact, name="take_contact"),
    path("sent/", refer.sent, name="sent"),
    path("slip/", slip.arrive, name="arrive"),
    path("slip/<str:code>/", slip.slip, name="slip"),
    path("slip/<str:code>/redeem/", slip.redeem, name="redeem"),
    path("status/", status.status, name="status"),
    path("status/mine/", status.mine, name="mine"),
    path("status/withdraw/", status.withdraw_mine, name="withdraw"),
    path("status/no-answer/", status.stop_mine, name="stop_feedback"),
    path("status/leave/", status.leave, name="leave"),
    path("walk-in/", count.walk_in, name="walk_in"),
    path("tally/", count.tally, name="tally"),
    path("session/<int:session_id>/", count.session, name="session"),
    path("forgotten/", count.forgotten, name="forgotten"),
]
