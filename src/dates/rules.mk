# The word tables of this floor as one hashed C table, and the date benchmark.
DATES_TABLES := src/dates/endings.tsv $(filter-out src/dates/endings.tsv,$(sort $(wildcard src/dates/*.tsv)))
GENERATED += $(B)/gen/dates/lexicon.inc

$(B)/gen/dates/lexicon.inc: $(DATES_TABLES) src/dates/lexicon.awk
	@mkdir -p $(@D)
	@LC_ALL=C awk -f src/dates/lexicon.awk $(DATES_TABLES) > $@

.PHONY: bench-dates
bench-dates: $(B)/tools/dates_annotate $(B)/tools/dates_speed
	@sh tests/bench/dates.sh '$(EVAL)' $^
