"""TEXT IN, VALUE OUT: pure functions of a string and a lexicon; no files, no network, no clock."""
