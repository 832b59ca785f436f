"""Who meets what of the motion; the columns are those of matrix.py."""

TABLE = """
# council
council:add_amendment            l ss-- --- -- -
council:change                   l ss-- --- -- -
council:change_task              l ss-- --- -- -
council:correct_step             l ss-- --- -- -
council:file                     l ss-- --- -- -
council:finish_task              l ss-- --- -- -
council:give_task                l ss-- --- -- -
council:index                    l sss- --- ss -
council:motion                   l sss- --- ss -
council:move_date                l ss-- --- -- -
council:set_date                 l ss-- --- -- -
council:settle_amendment         l ss-- --- -- -
council:settle_budget            l ss-- --- -- -
council:take_step                l ss-- --- -- -
council:withdraw                 l ss-- --- -- -
"""
