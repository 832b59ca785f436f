"""Who meets what in the programmes; the columns are those of matrix.py."""

TABLE = """
# programmes
programmes:add_position          l ss-- --- -- -
programmes:answer                l ss-- -s- -- -
programmes:ask                   l ss-- --- -- -
programmes:attendance            l ss-- --- -- -
programmes:cancel                l ss-- --- -- -
programmes:confirm               l ss-- --- -- -
programmes:duty_plan             l ss-- --- -- -
programmes:duty_publish          l ss-- --- -- -
programmes:duty_people           l ss-- --- -- -
programmes:duty_join             l ss-- --- -- -
programmes:duty_links            l ss-- --- -- -
programmes:duty_printed          l ss-- --- -- -
programmes:duty_file             l ss-- --- -- -
programmes:duty_deployments      l ss-- --- -- -
programmes:duty_week             l ss-- --- -- -
programmes:duty_put              l ss-- --- -- -
programmes:duty_person           l ss-- --- -- -
programmes:duty_block            l ss-- --- -- -
programmes:duty_leave            l ss-- --- -- -
programmes:duty_revoke           l ss-- --- -- -
programmes:duty_pin              l ss-- --- -- -
programmes:duty_relieve          l ss-- -s- -- -
programmes:duty_back             l ss-- -s- -- -
programmes:duty_answer           l ss-- -s- -- -
programmes:duty_unblock          l ss-- -s- -- -
programmes:duty_debrief          l ss-- -s- -- -
programmes:duty_log              l ss-- -s- -- -
programmes:duty_mine             l ---- -s- -- -
programmes:duty_take             s ssss sss ss s
programmes:duty_control          s ssss sss ss s
programmes:index                 l ss-- s-- -- -
programmes:all_enquiries         l ss-- --- -- -
programmes:all_dates             l ss-- --- -- -
programmes:all_figures           l ss-- --- -- -
programmes:move                  l ss-- --- -- -
programmes:occasion              l ss-- ss- -- -
programmes:own                   l ---- -s- -- -
programmes:plan                  l ss-- --- -- -
programmes:programme             l ss-- --- -- -
programmes:set_up                l ss-- --- -- -
programmes:set_up_from           l ss-- --- -- -
programmes:settings              l ss-- --- -- -
programmes:certificate           s ssss sss ss s
programmes:enter                 l ss-- --- -- -
programmes:open_series           s ssss sss ss s
programmes:participants          l ss-- --- -- -
programmes:plan_series           l ss-- --- -- -
programmes:register              s ssss sss ss s
programmes:registration          s ssss sss ss s
programmes:seats                 l ss-- --- -- -
programmes:series                l ss-- --- -- -
programmes:sign_list             l ss-- --- -- -
programmes:precheck              s ssss sss ss s
"""
