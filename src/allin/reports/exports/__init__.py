"""Reports as people and programs read them: one sheet, four ways out."""

from allin.reports.exports.files import as_csv, as_xlsx
from allin.reports.exports.pdf import as_pdf
from allin.reports.exports.sheet import Grid, Sheet, period_name, sheet

__all__ = ("Grid", "Sheet", "as_csv", "as_pdf", "as_xlsx", "period_name", "sheet")
