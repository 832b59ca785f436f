"""Reports and dossiers as people and programs read them."""

from allin.reports.exports.dossier import as_pdf as dossier_as_pdf
from allin.reports.exports.dossier import as_pictures, paper_of
from allin.reports.exports.files import as_csv, as_xlsx
from allin.reports.exports.panels import Panel, panels
from allin.reports.exports.pdf import as_pdf
from allin.reports.exports.sheet import Grid, Sheet, period_name, sheet
from allin.reports.exports.word import as_docx
from allin.reports.exports.word import written as docx_of

__all__ = (
    "Grid",
    "Panel",
    "Sheet",
    "as_csv",
    "as_docx",
    "as_pdf",
    "as_pictures",
    "as_xlsx",
    "docx_of",
    "dossier_as_pdf",
    "panels",
    "paper_of",
    "period_name",
    "sheet",
)
