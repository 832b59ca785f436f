"""Pages that show several rooms: the first page of each role."""

from allin.desk.views.association import association
from allin.desk.views.first import first
from allin.desk.views.handover import handover
from allin.desk.views.role import role
from allin.desk.views.statement import funding_paper
from allin.desk.views.year import year

__all__ = ["association", "first", "funding_paper", "handover", "role", "year"]
