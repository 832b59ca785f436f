"""What can be done for associations."""

from allin.support.operations.advising import advise, correct_advice
from allin.support.operations.asking import answer, ask, plan, withdraw

__all__ = ("advise", "answer", "ask", "correct_advice", "plan", "withdraw")
