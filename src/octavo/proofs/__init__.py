"""The editions' pages <-> the pages that were approved: what a change of text, brand or tools has changed on paper."""
