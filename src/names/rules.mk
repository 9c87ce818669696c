# The checksum of the name tables, kept in every index; training and measuring of names.

NAME_TABLES := $(sort $(wildcard src/names/*.tsv))
GENERATED += $(B)/gen/names/checksum.inc

$(B)/gen/names/checksum.inc: $(NAME_TABLES)
	@mkdir -p $(@D)
	@cat $^ | cksum | awk '{ printf "0x%08x%08xULL\n", $$1, $$2 }' > $@

.PHONY: train-names bench-names

# The trainer's parts are linked into it alone.
LEARN_C := $(wildcard tests/tools/learn/*.c)
$(B)/tools/train_names: $(patsubst tests/%.c,$(B)/tests/%.o,$(LEARN_C))

# EVAL=DIR names the directory of the public test sets (names/, mentions/).
train-names: tools
	@sh tests/bench/train_names.sh $(B)/tools "$(EVAL)" src/names

bench-names: tools
	@sh tests/bench/names.sh $(B)/tools "$(EVAL)"
