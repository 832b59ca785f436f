from django.urls import URLPattern, URLResolver, path

from allin.programmes import views
from allin.programmes.views import (
    companions,
    dates,
    duty,
    education,
    enquiry,
    gathered,
    naturalisation,
    pool,
    precheck,
    seminars,
    sign_up,
    tandem,
    tours,
)
from allin.programmes.views.festival import fair, permits, public, shifts, stage, stands

app_name = "programmes"
# One list a template, so that each adds lines to its own.
KERNEL: list[URLPattern | URLResolver] = [
    path("", views.index, name="index"),
    path("set-up/", views.set_up, name="set_up"),
    path("set-up/<slug:template>/", views.set_up, name="set_up_from"),
    path("mine/", views.own, name="own"),
    path("asking/", gathered.enquiries, name="all_enquiries"),
    path("dates/", gathered.dates, name="all_dates"),
    path("figures/", gathered.figures, name="all_figures"),
    path("<int:programme_id>/", views.programme, name="programme"),
    path("<int:programme_id>/plan/", views.plan, name="plan"),
    path("<int:programme_id>/settings/", views.change_settings, name="settings"),
    path("occasions/<int:occasion_id>/", views.occasion, name="occasion"),
    path("occasions/<int:occasion_id>/move/", views.move, name="move"),
    path("occasions/<int:occasion_id>/cancel/", views.cancel, name="cancel"),
    path("occasions/<int:occasion_id>/confirm/", views.confirm, name="confirm"),
    path(
        "occasions/<int:occasion_id>/position/", views.add_position, name="add_position"
    ),
    path(
        "occasions/<int:occasion_id>/attendance/", views.attendance, name="attendance"
    ),
    path("positions/<int:position_id>/", views.ask, name="ask"),
    path("assignments/<int:assignment_id>/answer/", views.answer, name="answer"),
]
SEMINARS: list[URLPattern | URLResolver] = [
    path("open/", sign_up.open_series, name="open_series"),
    path("open/<int:series_id>/", sign_up.sign_up, name="register"),
    path("r/<slug:code>/", sign_up.registration, name="registration"),
    path("r/<slug:code>/certificate/", sign_up.certificate, name="certificate"),
    path("<int:programme_id>/series/", seminars.plan_series, name="plan_series"),
    path("<int:programme_id>/lists/", seminars.list_head, name="list_head"),
    path("series/<int:series_id>/", seminars.series, name="series"),
    path("series/<int:series_id>/enter/", seminars.enter, name="enter"),
    path("series/<int:series_id>/seats/", seminars.seats, name="seats"),
    path(
        "occasions/<int:occasion_id>/participants/",
        seminars.participants,
        name="participants",
    ),
    path("occasions/<int:occasion_id>/list/", seminars.sign_list, name="sign_list"),
]
NATURALISATION: list[URLPattern | URLResolver] = [
    path("citizenship/", precheck.precheck, name="precheck"),
    path("paths/", naturalisation.my_paths, name="my_paths"),
    path("<int:programme_id>/paths/", naturalisation.paths, name="paths"),
    path("<int:programme_id>/paths/new/", naturalisation.take_in, name="take_in"),
    path(
        "<int:programme_id>/paths/figures/",
        companions.path_figures,
        name="path_figures",
    ),
    path("<int:programme_id>/companions/", companions.companions, name="companions"),
    path(
        "companions/<int:companion_id>/end/",
        companions.end_companion,
        name="end_companion",
    ),
    path("paths/<int:path_id>/", naturalisation.path, name="path"),
    path("paths/<int:path_id>/open/", naturalisation.open_path, name="open_path"),
    path(
        "paths/<int:path_id>/advance/",
        naturalisation.advance_path,
        name="advance_path",
    ),
    path("paths/<int:path_id>/next/", naturalisation.next_path, name="next_path"),
    path("paths/<int:path_id>/look/", naturalisation.look_path, name="look_path"),
    path("paths/<int:path_id>/time/", naturalisation.visit_path, name="visit_path"),
    path("paths/<int:path_id>/asked/", naturalisation.asked_path, name="asked_path"),
    path(
        "paths/<int:path_id>/delete/",
        naturalisation.withdraw_path,
        name="withdraw_path",
    ),
    path("paths/<int:path_id>/hand-over/", companions.hand_over, name="hand_over"),
    path(
        "paths/<int:path_id>/companion/",
        companions.ask_companion,
        name="ask_companion",
    ),
    path(
        "companion-asks/<int:companion_ask_id>/take-back/",
        companions.take_back_companion,
        name="take_back_companion",
    ),
    path(
        "companion/<str:token>/",
        companions.companion_answer,
        name="companion_answer",
    ),
]
ONE = "festivals/<int:festival_id>/"
FESTIVAL: list[URLPattern | URLResolver] = [
    path("festivals/", fair.festivals, name="festivals"),
    path("<int:programme_id>/festival/", fair.open_festival, name="open_festival"),
    path(ONE, fair.festival, name="festival"),
    path(f"{ONE}change/", fair.change_festival, name="change_festival"),
    path(f"{ONE}cancel/", fair.cancel_festival, name="cancel_festival"),
    path(f"{ONE}close/", fair.close_festival, name="close_festival"),
    path(f"{ONE}stands/", stands.stands, name="stands"),
    path(f"{ONE}stands/apply/", stands.apply, name="apply"),
    path(f"{ONE}stands/give-out/", stands.give_out_plan, name="give_out_plan"),
    path(f"{ONE}money/", stands.money, name="money"),
    path("stands/<int:stand_id>/", stands.stand, name="stand"),
    path("stands/<int:stand_id>/wish/", stands.change_wish, name="change_wish"),
    path("stands/<int:stand_id>/accept/", stands.accept, name="accept"),
    path("stands/<int:stand_id>/decline/", stands.decline, name="decline"),
    path("stands/<int:stand_id>/take-back/", stands.take_back, name="take_back"),
    path("stands/<int:stand_id>/settle/", stands.settle_stand, name="settle_stand"),
    path(f"{ONE}stage/", stage.stage_plan, name="stage_plan"),
    path(f"{ONE}stage/add/", stage.settle_stage, name="add_stage"),
    path(f"{ONE}stage/<int:stage_id>/", stage.settle_stage, name="settle_stage"),
    path(f"{ONE}acts/add/", stage.add_slot, name="add_slot"),
    path(f"{ONE}acts/<int:slot_id>/", stage.move_slot, name="move_slot"),
    path(f"{ONE}acts/<int:slot_id>/cancel/", stage.cancel_slot, name="cancel_slot"),
    path(f"{ONE}permits/", permits.permits, name="permits"),
    path(f"{ONE}permits/add/", permits.settle_permit, name="add_permit"),
    path(f"{ONE}permits/<int:permit_id>/", permits.settle_permit, name="settle_permit"),
    path(
        f"{ONE}permits/<int:permit_id>/tick/", permits.tick_permit, name="tick_permit"
    ),
    path(
        f"{ONE}permits/<int:permit_id>/drop/", permits.drop_permit, name="drop_permit"
    ),
    path(f"{ONE}shifts/", shifts.shifts, name="shifts"),
    path(f"{ONE}shifts/list/", shifts.shift_list, name="shift_list"),
    path(f"{ONE}shifts/add/", shifts.add_shifts, name="add_shifts"),
    path("shifts/<int:shift_id>/", shifts.shift, name="shift"),
    path("shifts/<int:shift_id>/change/", shifts.change_shift, name="change_shift"),
    path("shifts/<int:shift_id>/presence/", shifts.note_shift, name="note_shift"),
    path("shifts/<int:shift_id>/cancel/", shifts.cancel_shift, name="cancel_shift"),
    path("fest/<str:token>/", public.help_, name="help"),
    path("fest/<str:token>/stage/", stage.stage_programme, name="stage_programme"),
    path("fest/<str:token>/<int:shift_id>/", public.sign_up, name="sign_up"),
    path("helper/<str:token>/", public.helper, name="helper"),
    path(
        "helper/<str:token>/<int:shift_id>/take/", public.take_shift, name="take_shift"
    ),
    path(
        "helper/<str:token>/<int:shift_id>/leave/",
        public.leave_shift,
        name="leave_shift",
    ),
    path("helper/<str:token>/leave/", public.leave_festival, name="leave_festival"),
]
ENQUIRIES: list[URLPattern | URLResolver] = [
    path("<int:programme_id>/enquire/", enquiry.enquire, name="enquire"),
    path("<int:programme_id>/note/", tours.note_enquiry, name="note_enquiry"),
    path("<int:programme_id>/plan-public/", dates.plan_public, name="plan_public"),
    path("<int:programme_id>/themes/", tours.themes, name="themes"),
    path("enquiries/", enquiry.find_enquiry, name="find_enquiry"),
    path("enquiries/<int:enquiry_id>/", tours.enquiry, name="enquiry"),
    path("asked/<str:code>/", enquiry.enquiry_status, name="enquiry_status"),
    path("agree/<str:token>/", tours.partner_answer, name="partner_answer"),
    path("pool/", pool.pool, name="pool"),
    path("pool/<int:enquiry_id>/", pool.claim_own, name="claim_own"),
    path("pool/place/<int:position_id>/", pool.take_position, name="take_position"),
    path("could-you/<str:token>/", pool.claim, name="claim"),
]
EDUCATION: list[URLPattern | URLResolver] = [
    path(
        "<int:programme_id>/office-hours/",
        education.office_hours,
        name="office_hours",
    ),
    path("<int:programme_id>/plan-hours/", dates.plan_hours, name="plan_hours"),
    path("<int:programme_id>/tally/", education.count_visits, name="count_visits"),
    path("visits/<int:visit_id>/undo/", education.undo_visit, name="undo_visit"),
]
DUTY: list[URLPattern | URLResolver] = [
    path("<int:programme_id>/duty/plan/", duty.plan, name="duty_plan"),
    path("<int:programme_id>/duty/publish/", duty.publish, name="duty_publish"),
    path("<int:programme_id>/duty/people/", duty.people, name="duty_people"),
    path("<int:programme_id>/duty/people/enter/", duty.join, name="duty_join"),
    path("<int:programme_id>/duty/lists/", duty.links, name="duty_links"),
    path("<int:programme_id>/duty/list/", duty.printed, name="duty_printed"),
    path("<int:programme_id>/duty/list/file/", duty.control_file, name="duty_file"),
    path(
        "<int:programme_id>/duty/deployments/",
        duty.deployments,
        name="duty_deployments",
    ),
    path("<int:programme_id>/duty/deployments/new/", duty.log, name="duty_log"),
    path("duty/weeks/<int:week_id>/", duty.week, name="duty_week"),
    path("duty/weeks/<int:week_id>/put/", duty.put, name="duty_put"),
    path("duty/weeks/<int:week_id>/relieve/", duty.relieve, name="duty_relieve"),
    path("duty/swaps/<int:swap_id>/back/", duty.back, name="duty_back"),
    path("duty/asks/<int:ask_id>/answer/", duty.answer, name="duty_answer"),
    path("duty/people/<int:companion_id>/", duty.person, name="duty_person"),
    path("duty/people/<int:companion_id>/block/", duty.block, name="duty_block"),
    path("duty/people/<int:companion_id>/leave/", duty.leave, name="duty_leave"),
    path("duty/blocked/<int:blocked_id>/drop/", duty.unblock, name="duty_unblock"),
    path("duty/parts/<int:part_id>/talk/", duty.debrief, name="duty_debrief"),
    path("duty/links/<int:link_id>/revoke/", duty.revoke, name="duty_revoke"),
    path("duty/links/<int:link_id>/pin/", duty.new_pin, name="duty_pin"),
    # What stands in letters and messengers says nothing of what it is about.
    path("yours/", duty.mine, name="duty_mine"),
    path("question/<str:token>/", duty.take, name="duty_take"),
    path("paper/<str:token>/", duty.control, name="duty_control"),
]
TANDEM: list[URLPattern | URLResolver] = [
    path("tandem/", tandem.tandem, name="tandem"),
    path("tandem/wishes/<int:wish_id>/drop/", tandem.drop_wish, name="drop_wish"),
    path(
        "<int:programme_id>/tandem/propose/", tandem.propose_pair, name="propose_pair"
    ),
    path("tandem/<int:pair_id>/", tandem.pair, name="pair"),
    path("tandem/<int:pair_id>/answer/", tandem.answer_pair, name="answer_pair"),
    path(
        "tandem/<int:pair_id>/link/<int:association_id>/",
        tandem.link_pair,
        name="link_pair",
    ),
    path("tandem/<int:pair_id>/goal/", tandem.goal_pair, name="goal_pair"),
    path("tandem/<int:pair_id>/meeting/", tandem.meet_pair, name="meet_pair"),
    path("tandem/<int:pair_id>/going/", tandem.going_pair, name="going_pair"),
    path("tandem/<int:pair_id>/end/", tandem.end_pair, name="end_pair"),
    path("tandem/answer/<str:token>/", tandem.tandem_answer, name="tandem_answer"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *KERNEL,
    *DUTY,
    *FESTIVAL,
    *SEMINARS,
    *NATURALISATION,
    *TANDEM,
    *ENQUIRIES,
    *EDUCATION,
]
