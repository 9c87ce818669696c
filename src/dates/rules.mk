# The word tables of this floor as one hashed C table, and the date benchmark.
DATES_FIRST := src/dates/endings.tsv src/dates/languages.tsv
DATES_TABLES := $(DATES_FIRST) $(filter-out $(DATES_FIRST),$(sort $(wildcard src/dates/*.tsv)))
GENERATED += $(B)/gen/dates/lexicon.inc $(B)/gen/dates/languages.inc

$(B)/gen/dates/lexicon.inc: $(DATES_TABLES) src/dates/lexicon.awk
	@mkdir -p $(@D)
	@LC_ALL=C awk -f src/dates/lexicon.awk $(DATES_TABLES) > $@

$(B)/gen/dates/languages.inc: src/dates/languages.tsv src/dates/languages.awk
	@mkdir -p $(@D)
	@LC_ALL=C awk -f src/dates/languages.awk src/dates/languages.tsv > $@

.PHONY: bench-dates
bench-dates: $(B)/tools/dates_annotate $(B)/tools/dates_speed
	@sh tests/bench/dates.sh '$(EVAL)' $^
