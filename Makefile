# Builds dateline:  make | make demo | make check | make install | make clean
#
#   make                     build/dateline
#   make demo                builds, ingests corpus/ into index/demo, and asks it three things
#   make check               every test;  make check SAN=address,undefined  the same under sanitisers
#   make install PREFIX= DESTDIR=
#   make packages            installs by apt what is missing (demo and check do this first)
#   make bench [CORPUS=FILE]          costs beside Lucene, FTS5 and scriptindex, which it installs
#   make check-long          the readers under changed samples, a minute a format, and questions made at random
#                            (FUZZ_SECONDS=60), ingests killed at any moment (KILL_ROUNDS=100), and a session and tests under valgrind
#   make guard               instructions a byte of the hot paths, by callgrind; a part of check
#   make bench-read          the readers' speed
#   make bench-growth CORPUS=FILE     how costs grow with the archive (tests/bench/GROWTH.md)
#   make bench-annotate CORPUS=FILE   annotation's speed, pass by pass and language by language
#   make bench-relevance CORPUS=FILE  how high known articles come, beside plain Xapian
#   make bench-names, bench-dates, bench-places EVAL=DIR    scores on sets of test data, where you have them
#   make bench-import ROWS=N  time and memory of places import, on made files of N places
#
# CC and CXX may be gcc/g++ or clang/clang++. Objects go to build/<variant>/.

# ---- settings ----
CC ?= gcc
CXX ?= g++
ifeq ($(origin CC),default)
CC := gcc
endif
ifeq ($(origin CXX),default)
CXX := g++
endif
SAN ?=
PREFIX ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0

PACKAGES := build-essential pkg-config mawk libxapian-dev libicu-dev libxml2-dev libjansson-dev nettle-dev \
	zlib1g-dev libarchive-dev libuchardet-dev libexttextcat-dev libexttextcat-data libstemmer-dev libcmocka-dev xapian-tools \
	libzstd-dev libbrotli-dev poppler-utils
# Readers that are not ours, to which the tests show our formats, completions and manual pages;
# and valgrind, which counts what the hot paths cost.
READERS := csvtool bibutils pandoc sfeed tidy jq zsh fish mandoc valgrind
PEERS := xapian-omega libsqlite3-dev default-jdk-headless liblucene8-java jq zstd
LIBRARIES := xapian-core icu-uc icu-i18n libxml-2.0 jansson nettle zlib libarchive uchardet libexttextcat libzstd libbrotlidec

comma := ,
VARIANT ?= $(if $(SAN),san-$(subst $(comma),-,$(SAN)),plain)$(if $(filter clang%,$(notdir $(CC))),-clang)
B := build/$(VARIANT)

# V=1 shows each command whole.
V ?=
Q := $(if $(V),,@)
say = @printf '  %-5s %s\n' $(1) $(2)

.DEFAULT_GOAL := all
.PHONY: all demo check tools install clean check-long packages packages-check packages-bench bench bench-relevance help
.DELETE_ON_ERROR:

# ---- what must be installed ----
# The libraries' flags are asked for once the packages are there, so demo and
# check call make again after seeing to them.
packages:
	@sh src/packages.sh $(PACKAGES)
packages-bench:
	@sh src/packages.sh $(PACKAGES) $(PEERS)
packages-check:
	@sh src/packages.sh $(PACKAGES) $(READERS)

ifndef READY
demo: packages
check: packages-check
bench bench-relevance: packages-bench
demo check bench bench-relevance:
	@$(MAKE) --no-print-directory READY=1 $@
endif

# ---- flags ----
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
HARDENING := -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
DEFINES := -D_XOPEN_SOURCE=700 -DDATELINE_VERSION='"$(VERSION)"'
ifeq ($(SAN),)
OPTIMISE := -O2 -g -D_FORTIFY_SOURCE=3
else
OPTIMISE := -O1 -g -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
ifneq ($(filter clang%,$(notdir $(CC))),)
OPTIMISE := $(subst _FORTIFY_SOURCE=3,_FORTIFY_SOURCE=2,$(OPTIMISE))
endif
INCLUDES = -Iinclude -Isrc -I$(B)/gen $(shell pkg-config --cflags $(LIBRARIES))
ALL_CFLAGS = -std=c17 $(WARNINGS) $(OPTIMISE) $(HARDENING) $(DEFINES) $(INCLUDES) -MMD -MP $(CFLAGS)
ALL_CXXFLAGS = -std=c++17 $(WARNINGS) $(OPTIMISE) $(HARDENING) $(DEFINES) $(INCLUDES) -MMD -MP $(CXXFLAGS)
LINK = $(CXX) $(OPTIMISE) -pie -Wl,-z,relro,-z,now $(LDFLAGS)
# glibc has iconv in itself; elsewhere GNU libiconv brings it.
ICONV := $(shell printf '\043include <iconv.h>\nint main(void) { return iconv_open("", "") == 0; }\n' | \
	$(CC) -xc - -o /dev/null 2>/dev/null || echo -liconv)
LIBS = $(shell pkg-config --libs $(LIBRARIES)) -lstemmer $(ICONV)

# ---- floors ----
FLOORS := base text names dates places articles index ingest query render
LIB_C := $(sort $(foreach floor,$(FLOORS),$(wildcard src/$(floor)/*.c src/$(floor)/*/*.c)))
LIB_CC := $(sort $(wildcard src/index/*.cc))
COMMAND_C := $(sort $(wildcard src/commands/*.c))
# A file that defines a `struct command` is a subcommand of its name.
COMMANDS := $(sort $(patsubst src/commands/%.c,%,$(shell grep -l '^const struct command command_' src/commands/*.c)))
TABLES := $(sort $(wildcard src/*/*.tsv) index/schema.tsv)
TESTS := $(sort $(wildcard tests/*/test_*.c))
TOOLS := $(sort $(wildcard tests/tools/*.c))

# Programs that a floor's rules.mk runs at build time; they are no part of the library.
HOST_C :=
GENERATED :=
LIB_EXTRA :=
-include $(sort $(wildcard src/*/rules.mk tests/*/rules.mk))

LIB_O = $(patsubst src/%.c,$(B)/%.o,$(filter-out $(HOST_C),$(LIB_C))) $(patsubst src/%.cc,$(B)/%.o,$(LIB_CC)) $(LIB_EXTRA)
COMMAND_O := $(patsubst src/%.c,$(B)/%.o,$(COMMAND_C))
TEST_PROGRAMS := $(patsubst tests/%.c,$(B)/tests/%,$(TESTS))
TOOL_PROGRAMS := $(patsubst tests/tools/%.c,$(B)/tools/%,$(TOOLS))
TABLE_INC := $(patsubst src/%,$(B)/gen/%.inc,$(patsubst index/%,src/index/%,$(TABLES)))

all: build/dateline

build/dateline: $(B)/dateline
	@ln -sfn $(VARIANT)/dateline $@

$(B)/dateline: $(COMMAND_O) $(B)/libdateline.a
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(B)/libdateline.a: $(LIB_O)
	@rm -f $@
	$(call say,AR,$@)
	$(Q)ar rcs $@ $^

# ---- rules ----
# A table is C rows: ROW(line, "column", ...). Every row has as many columns as the
# heading that the table's first line names.
$(B)/gen/%.tsv.inc: src/%.tsv src/table.awk
	@mkdir -p $(@D)
	@awk -f src/table.awk $< > $@
$(B)/gen/index/schema.tsv.inc: index/schema.tsv src/table.awk
	@mkdir -p $(@D)
	@awk -f src/table.awk $< > $@

$(B)/gen/commands/commands.inc: $(COMMAND_C)
	@mkdir -p $(@D)
	@for name in $(COMMANDS); do echo "COMMAND($$name)"; done > $@

$(B)/%.o: src/%.c | $(TABLE_INC) $(GENERATED) $(B)/gen/commands/commands.inc
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(B)/%.o: src/%.cc | $(TABLE_INC) $(GENERATED)
	@mkdir -p $(@D)
	$(call say,CXX,$<)
	$(Q)$(CXX) $(ALL_CXXFLAGS) -c -o $@ $<

$(B)/tests/%.o: tests/%.c | $(TABLE_INC) $(GENERATED)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests -DDATELINE_PROGRAM='"$(B)/dateline"' -DDATELINE_VARIANT='"$(VARIANT)"' -c -o $@ $<
$(B)/tests/%: $(B)/tests/%.o $(B)/tests/program.o $(B)/libdateline.a
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $^ $(LIBS) -lcmocka

tools: $(TOOL_PROGRAMS)
$(B)/tools/%: $(B)/tests/tools/%.o $(B)/libdateline.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)

# ---- what people type ----
ifdef READY
# Instructions are those of one compiler, at our own flags: gcc's, as valgrind reads its programs.
GUARD := $(if $(SAN)$(CFLAGS)$(filter clang%,$(notdir $(CC))),,$(B)/tools/hot_paths)

check: $(B)/dateline $(TEST_PROGRAMS) $(GUARD)
	@sh tests/run.sh $(TEST_PROGRAMS)
	$(if $(GUARD),@sh tests/bench/guard.sh $(GUARD))

demo: all
	@sh src/demo.sh build/dateline corpus index/demo

bench: all $(B)/tools/passages $(B)/tools/queries $(B)/tools/ask_speed
	@sh tests/bench/engines.sh build/dateline $(B)/tools $(CORPUS)

bench-relevance: all $(B)/tools/ask_items $(B)/tools/stem_forms
	@sh tests/bench/relevance.sh build/dateline $(B)/tools $(CORPUS)
endif

COMPLETIONS := bash-completion/completions/dateline zsh/site-functions/_dateline fish/vendor_completions.d/dateline.fish
MANUALS := $(sort $(wildcard src/man/*.[17]))

install: $(B)/dateline
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include/dateline \
		$(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man7
	install -m 755 $(B)/dateline $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(B)/libdateline.a $(DESTDIR)$(PREFIX)/lib/
	install -m 644 include/dateline/*.h $(DESTDIR)$(PREFIX)/include/dateline/
	install -m 644 $(filter %.1,$(MANUALS)) $(DESTDIR)$(PREFIX)/share/man/man1/
	install -m 644 $(filter %.7,$(MANUALS)) $(DESTDIR)$(PREFIX)/share/man/man7/
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,$(dir $(COMPLETIONS)))
	for command in $(COMMANDS); do $(B)/dateline help --format mdoc $$command > $(DESTDIR)$(PREFIX)/share/man/man1/dateline-$$command.1; done
	$(B)/dateline completions bash > $(DESTDIR)$(PREFIX)/share/$(word 1,$(COMPLETIONS))
	$(B)/dateline completions zsh > $(DESTDIR)$(PREFIX)/share/$(word 2,$(COMPLETIONS))
	$(B)/dateline completions fish > $(DESTDIR)$(PREFIX)/share/$(word 3,$(COMPLETIONS))
	printf 'Name: dateline\nDescription: Dated, named and placed passages of news archives\nVersion: %s\nCflags: -I%s\nLibs: -L%s -ldateline\nRequires.private: %s\nLibs.private: -lstemmer\n' \
		'$(VERSION)' '$(PREFIX)/include' '$(PREFIX)/lib' '$(LIBRARIES)' > $(DESTDIR)$(PREFIX)/lib/pkgconfig/dateline.pc

clean:
	rm -rf build

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile
