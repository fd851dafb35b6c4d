"""The lab: everything that a brand is asked to do, on one sheet, with a verdict on top."""
