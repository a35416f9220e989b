"""Who speaks: fills the columns `speaker_*` of `quotes` from the mention of a speaker."""
