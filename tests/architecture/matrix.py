"""
Who meets what: written by hand, held by test_access. A new address needs a row here.

s  sees a page (or does something) · l  is asked to sign in · -  there is no such page

The columns, in this order:
  stranger, coordinator, deputy, auditor, data protection, board, volunteer, referrer,
  city, funder, and the coordinator of another centre who has no role here.

The board is on the association, the volunteer advises for it and has taken on one
referral. Most addresses ask for another, which waits; appointment, give back and open
ask for the one taken on. The report is not published; city and funder see the dossier.
"""

from tests.architecture import matrix_council, matrix_programmes

TABLE = """
# the house
account_second_factor            l ssss sss ss s
# accounts
accounts:account                 l ssss sss ss s
accounts:drop                    l ss-- --- -- -
accounts:end_role                l s--- --- -- -
accounts:held_back               l ss-- --- -- -
accounts:invite                  l s--- --- -- -
accounts:join                    s ssss sss ss s
accounts:link                    l s--- --- -- -
accounts:look                    l ss-- --- -- -
accounts:renew                   s ssss sss ss s
accounts:sign_out_elsewhere      l ssss sss ss s
accounts:team                    l s--- --- -- -
# centres
centres:absence                  l ss-- --- -- -
centres:come_back                l ss-- --- -- -
centres:change_contact           l s--- --- -- -
centres:change_modules           l s--- --- -- -
centres:change_periods           l s--- --- -- -
centres:legal                    s ssss sss ss s
centres:review_text              l s--- --- -- -
centres:show                     l ssss --- -- -
centres:texts                    l ssss --- -- -
centres:write_text               l s--- --- -- -
# counselling
counselling:answer               s ssss sss ss s
counselling:appointment          l ss-- -s- -- -
counselling:arrive               l ss-- ss- -- -
counselling:ask                  l ss-- --- -- -
counselling:cancel_appointment   l ss-- -s- -- -
counselling:move_appointment     l ss-- -s- -- -
counselling:candidates           l ss-- --- -- -
counselling:exclusions           l ss-- --- -- -
counselling:admit                l ss-- --- -- -
counselling:close                l ss-- --- -- -
counselling:contact              s ssss sss ss s
counselling:contact_from         s ssss sss ss s
counselling:copy                 l ss-- --- -- -
counselling:decline              l ss-- --- -- -
counselling:forgotten            l ss-s --- -- -
counselling:give_back            l ---- -s- -- -
counselling:give_pin             l ss-- --- -- -
counselling:hand_on              l ss-- --- -- -
counselling:leave                s ssss sss ss s
counselling:mine                 s ssss sss ss s
counselling:new_person_pin       l ss-- --- -- -
counselling:new_sender_pin       l ss-- --- -- -
counselling:open_person          l ---- -s- -- -
counselling:redeem               l ss-- ss- -- -
counselling:refer                s ssss sss ss s
counselling:refer_from           s ssss sss ss s
counselling:referral             l ss-- --- -- -
counselling:referrals            l ss-- ss- -- -
counselling:sent                 s ssss sss ss s
counselling:session              l ss-- s-- -- -
counselling:slip                 s ssss sss ss s
counselling:status               s ssss sss ss s
counselling:stop_feedback        s ssss sss ss s
counselling:take                 l ss-- --- -- -
counselling:take_back            l ss-- --- -- -
counselling:take_contact         l ss-- --- -- -
counselling:tally                l ss-- ss- -- -
counselling:telephone            l ss-- --- -- -
counselling:walk_in              l ss-- ss- -- -
counselling:withdraw             s ssss sss ss s
# desk
desk:association                 l ss-- s-- -- -
desk:first                       s ssss sss ss s
desk:funding_paper               l ss-- s-- -- -
desk:handover                    l ss-- --- -- -
desk:role                        l ssss sss ss -
desk:year                        l ss-- s-- -- -
# directory
directory:address                l ss-- --- -- -
directory:asked                  s ssss sss ss s
directory:association            l sss- s-- -- -
directory:associations           l sss- s-- -- -
directory:closures               l ss-- --- -- -
directory:confirm                l ss-- s-- -- -
directory:confirm_offer          l ss-- s-- -- -
directory:drop_closure           l ss-- --- -- -
directory:drop_exception         l ss-- s-- -- -
directory:drop_hour              l ss-- s-- -- -
directory:edit                   l ss-- s-- -- -
directory:edit_offer             l ss-- s-- -- -
directory:edit_partner           l ss-- --- -- -
directory:end_membership         l ss-- --- -- -
directory:enter_exception        l ss-- s-- -- -
directory:enter_hour             l ss-- s-- -- -
directory:enter_offer            l ss-- s-- -- -
directory:enter_partner          l ss-- --- -- -
directory:enter_advice_hour      l ss-- --- -- -
directory:drop_advice_hour       l ss-- --- -- -
directory:found                  l ss-- --- -- -
directory:give_address           l ss-- --- -- -
directory:invite                 l ss-- --- -- -
directory:invite_referrer        l ss-- --- -- -
directory:leave                  l ss-- --- -- -
directory:merge                  l ss-- --- -- -
directory:note                   l ss-- --- -- -
directory:offer                  l ss-- s-- -- -
directory:own                    l sss- s-- -- -
directory:partner                l ss-- --- -- -
directory:partners               l ss-- --- -- -
directory:revoke_address         l ss-- --- -- -
# find
find:offer                       s ssss sss ss s
find:search                      s ssss sss ss s
# funding
funding:application              l sss- --- -- -
funding:change_application       l ss-- --- -- -
funding:change_cost              l ss-- --- -- -
funding:correct_award            l ss-- --- -- -
funding:correct_cost             l ss-- --- -- -
funding:correct_post             l ss-- --- -- -
funding:end_line                 l ss-- --- -- -
funding:enter_application        l ss-- --- -- -
funding:enter_award              l ss-- --- -- -
funding:enter_funder             l ss-- --- -- -
funding:enter_line               l ss-- --- -- -
funding:enter_post               l ss-- --- -- -
funding:entries                  l sss- --- -- -
funding:runway                   l sss- --- -- -
funding:settle_notice            l ss-- --- -- -
funding:settle_outlook           l ss-- --- -- -
funding:take_step                l ss-- --- -- -
funding:withdraw                 l ss-- --- -- -
# the house
checkup                          l ssss --- -- -
checkup_look                     l ss-- --- -- -
job_again                        l ---- --- -- -
jobs                             l ss-- --- -- -
# intake
intake:bring                     l ss-- --- -- -
intake:columns                   l ss-- --- -- -
intake:create                    l ss-- --- -- -
intake:doubts                    l ss-- --- -- -
intake:lists                     l ss-- --- -- -
intake:result                    l ss-- --- -- -
intake:review                    l ss-- --- -- -
intake:rows                      l ss-- --- -- -
intake:twins                     l ss-- --- -- -
intake:undo                      l ss-- --- -- -
# outbox
outbox:arrived                   l ss-- --- -- -
outbox:came_back                 l ss-- --- -- -
outbox:letters                   l ss-- --- -- -
outbox:mail                      - ---- --- -- -
outbox:mailbox                   - ---- --- -- -
outbox:send_again                l ss-- --- -- -
# the house
record                           l ssss --- -- -
# festivals
programmes:accept                l ss-- --- -- -
programmes:add_permit            l ss-- --- -- -
programmes:add_shifts            l ss-- --- -- -
programmes:add_slot              l ss-- --- -- -
programmes:add_stage             l ss-- --- -- -
programmes:apply                 l ss-- s-- -- -
programmes:cancel_festival       l ss-- --- -- -
programmes:cancel_shift          l ss-- --- -- -
programmes:change_shift          l ss-- --- -- -
programmes:cancel_slot           l ss-- --- -- -
programmes:change_festival       l ss-- --- -- -
programmes:change_wish           l ss-- s-- -- -
programmes:close_festival        l ss-- --- -- -
programmes:decline               l ss-- --- -- -
programmes:drop_permit           l ss-- --- -- -
programmes:festival              l ss-- --- -- -
programmes:festivals             l ss-- s-- -- -
programmes:give_out_plan         l ss-- --- -- -
programmes:help                  s ssss sss ss s
programmes:helper                s ssss sss ss s
programmes:leave_festival        s ssss sss ss s
programmes:leave_shift           s ssss sss ss s
programmes:money                 l ss-- --- -- -
programmes:move_slot             l ss-- --- -- -
programmes:note_shift            l ss-- --- -- -
programmes:open_festival         l ss-- --- -- -
programmes:permits               l ss-- --- -- -
programmes:settle_permit         l ss-- --- -- -
programmes:settle_stage          l ss-- --- -- -
programmes:settle_stand          l ss-- --- -- -
programmes:shift                 l ss-- --- -- -
programmes:shift_list            l ss-- --- -- -
programmes:shifts                l ss-- --- -- -
programmes:sign_up               s ssss sss ss s
programmes:stage_plan            l ss-- --- -- -
programmes:stage_programme       s ssss sss ss s
programmes:stand                 l ss-- s-- -- -
programmes:stands                l ss-- --- -- -
programmes:take_back             l ss-- s-- -- -
programmes:take_shift            s ssss sss ss s
programmes:tick_permit           l ss-- --- -- -
programmes:claim                 s ssss sss ss s
programmes:claim_own             l ---- -s- -- -
programmes:count_visits          l ss-- -s- -- -
programmes:enquire               s ssss sss ss s
programmes:enquiry               l ss-- --- -- -
programmes:enquiry_status        s ssss sss ss s
programmes:find_enquiry          s ssss sss ss s
programmes:note_enquiry          l ss-- --- -- -
programmes:office_hours          s ssss sss ss s
programmes:partner_answer        s ssss sss ss s
programmes:plan_hours            l ss-- --- -- -
programmes:plan_public           l ss-- --- -- -
programmes:pool                  l ---- -s- -- -
programmes:take_position         l ---- -s- -- -
programmes:themes                l ss-- --- -- -
programmes:undo_visit            l ss-- -s- -- -
programmes:paths                 l ss-- --- -- -
programmes:path                  l ss-- -s- -- -
programmes:my_paths              l ---- -s- -- -
programmes:take_in               l ss-- --- -- -
programmes:path_figures          l ss-- --- ss -
programmes:companions            l ss-- --- -- -
programmes:end_companion         l ss-- --- -- -
programmes:open_path             l ss-- -s- -- -
programmes:advance_path          l ss-- -s- -- -
programmes:next_path             l ss-- -s- -- -
programmes:look_path             l ss-- -s- -- -
programmes:visit_path            l ss-- -s- -- -
programmes:asked_path            l ss-- -s- -- -
programmes:withdraw_path         l ss-- --- -- -
programmes:hand_over             l ss-- -s- -- -
programmes:ask_companion         l ss-- --- -- -
programmes:take_back_companion   l ss-- --- -- -
programmes:companion_answer      s ssss sss ss s
programmes:tandem                l ss-- s-- -- -
programmes:drop_wish             l ss-- s-- -- -
programmes:propose_pair          l ss-- --- -- -
programmes:pair                  l ss-- s-- -- -
programmes:answer_pair           l ss-- s-- -- -
programmes:link_pair             l ss-- --- -- -
programmes:goal_pair             l ss-- s-- -- -
programmes:meet_pair             l ss-- s-- -- -
programmes:going_pair            l ss-- s-- -- -
programmes:end_pair              l ss-- s-- -- -
programmes:tandem_answer         s ssss sss ss s
# reports
reports:dossier                  l sss- --- ss -
reports:dossier_file             l sss- --- ss -
reports:dossiers                 l sss- --- ss -
reports:drop_rate                l ss-- --- -- -
reports:enter_rate               l ss-- --- -- -
reports:give_link                l ss-- --- -- -
reports:hide_dossier             l ss-- --- -- -
reports:make_dossier             l ss-- --- -- -
reports:open_dossier             s ssss sss ss s
reports:open_dossier_file        s ssss sss ss s
reports:revoke_link              l ss-- --- -- -
reports:show_dossier             l ss-- --- -- -
reports:file                     l sss- --- -- -
reports:freeze                   l ss-- --- -- -
reports:give_public_page         l ss-- --- -- -
reports:public                   - ---- --- -- -
reports:public_file              - ---- --- -- -
reports:publish                  l ss-- --- -- -
reports:report                   l sss- --- ss -
reports:show                     l sss- --- -- -
reports:take_public_page         l ss-- --- -- -
reports:withdraw                 l ss-- --- -- -
# rooms
rooms:add_equipment              l ss-- --- -- -
rooms:add_room                   l ss-- --- -- -
rooms:book                       l ss-- s-- -- -
rooms:booking                    l ss-- s-- -- -
rooms:cancel                     l ss-- s-- -- -
rooms:cancel_series              l ss-- s-- -- -
rooms:day                        l ss-- s-- -- -
rooms:door                       s ssss sss ss s
rooms:feed                       s ssss sss ss s
rooms:move                       l ss-- s-- -- -
rooms:open_address               l ss-- --- -- -
rooms:own_calendar               l ss-- s-- -- -
rooms:rename                     l ss-- s-- -- -
rooms:retire_room                l ss-- --- -- -
rooms:revoke                     l ss-- s-- -- -
rooms:settle                     l ss-- --- -- -
rooms:settle_equipment           l ss-- --- -- -
rooms:settle_room                l ss-- --- -- -
rooms:use                        l ss-- --- -- -
rooms:week                       l ss-- s-- -- -
# support
support:add_points               l ss-- --- -- -
support:advice                   l ss-- --- -- -
support:advise                   l ss-- --- -- -
support:answer                   l ss-- --- -- -
support:ask                      l ss-- s-- -- -
support:assume                   l ss-- --- -- -
support:cancel_meeting           l ss-- --- -- -
support:correct                  l ss-- --- -- -
support:drop_material            l ss-- --- -- -
support:drop_point               l ss-- --- -- -
support:end_paper                l ss-- s-- -- -
support:enter_paper              l ss-- s-- -- -
support:finish_task              l ss-- s-- -- -
support:give_task                l ss-- --- -- -
support:hold                     l ss-- --- -- -
support:index                    l ss-- s-- -- -
support:invite                   l ss-- --- -- -
support:material                 l ss-- --- -- -
support:meeting                  l ss-- s-- -- -
support:meetings                 l ss-- s-- -- -
support:move_meeting             l ss-- --- -- -
support:papers                   l ss-- --- -- -
support:papers_of                l ss-- s-- -- -
support:plan                     l ss-- --- -- -
support:plan_meeting             l ss-- --- -- -
support:request                  l ss-- s-- -- -
support:requests                 l ss-- s-- -- -
support:shares                   l ss-- --- -- -
support:shares_file              l ss-- --- -- -
support:sign_up                  l ss-- s-- -- -
support:withdraw                 l ss-- s-- -- -
# ui
ui:gallery                       - s--- --- -- -
ui:theme                         s ssss sss ss s
# volunteers
volunteers:bind                  l ss-- s-- -- -
volunteers:certificate           l ss-- s-- -- -
volunteers:certify               l ss-- s-- -- -
volunteers:check                 s ssss sss ss s
volunteers:check_any             s ssss sss ss s
volunteers:give_link             l ss-- --- -- -
volunteers:mine_away             s ssss sss ss s
volunteers:mine_back             s ssss sss ss s
volunteers:mine_certificate      s ssss sss ss s
volunteers:mine_end              s ssss sss ss s
volunteers:mine_file             s ssss sss ss s
volunteers:mine_languages        s ssss sss ss s
volunteers:mine_name             s ssss sss ss s
volunteers:mine_pause            s ssss sss ss s
volunteers:mine_reach            s ssss sss ss s
volunteers:mine_times            s ssss sss ss s
volunteers:revoke_link           l ss-- --- -- -
volunteers:withdraw_certificate  l ss-- --- -- -
volunteers:confirm               l ss-- s-- -- -
volunteers:correct               l ss-- ss- -- -
volunteers:edit                  l ss-- s-- -- -
volunteers:erase                 l ss-- s-- -- -
volunteers:feed                  s ssss sss ss s
volunteers:interest              s ssss sss ss s
volunteers:interested            l ss-- --- -- -
volunteers:interests             l ss-- --- -- -
volunteers:join                  s ssss sss ss s
volunteers:join_code             s ssss sss ss s
volunteers:join_sent             s ssss sss ss s
volunteers:mine                  s ssss sss ss s
volunteers:mine_by               s ssss sss ss s
volunteers:mine_close            s ssss sss ss s
volunteers:hours                 l ss-- s-- -- -
volunteers:invite                l ss-- --- -- -
volunteers:index                 l ss-- s-- -- -
volunteers:leave                 l ss-- s-- -- -
volunteers:own                   l ---- -s- -- -
volunteers:page                  l ss-- s-- -- -
volunteers:pause                 l ss-- s-- -- -
volunteers:register              l ss-- s-- -- -
volunteers:renew                 l ---- -s- -- -
volunteers:show                  l ss-- s-- -- -
"""


def rows():
    """Return route -> marks, in the order of crawl.ROLES."""
    found = {}
    tables = (TABLE, matrix_programmes.TABLE, matrix_council.TABLE)
    for line in "\n".join(one.strip() for one in tables).splitlines():
        if line.startswith("#"):
            continue
        name, *marks = line.split()
        if name in found:
            raise ValueError(f"{name} stands here twice")
        found[name] = "".join(marks)
    return found
