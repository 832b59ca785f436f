"""
Any spreadsheet or delimited file, read safely into rows of text.

`read.read` takes the bytes and gives a `Book`; `layout` finds heading, sections and
sums; `week` finds a weekly grid. What arrives is hostile until it is parsed.
"""
