# The long tests beside the readers' (src/articles/rules.mk): kills and valgrind.
#
#   make kill-loop [KILL_ROUNDS=100]   an ingest killed at any moment, checked, and run again, so many times
#   make memcheck                      tests of the lower floors and a session with corpus/ under valgrind

KILL_ROUNDS ?= 100
MEMCHECK_FLOORS := base text dates names places

.PHONY: kill-loop memcheck
check-long:: kill-loop memcheck

kill-loop: $(B)/dateline
	@sh tests/long/kill.sh $< $(KILL_ROUNDS)

MEMCHECK_TESTS := $(patsubst tests/%.c,$(B)/tests/%,$(filter $(foreach floor,$(MEMCHECK_FLOORS),tests/$(floor)/%),$(TESTS)))

memcheck: $(B)/dateline $(MEMCHECK_TESTS)
	@sh tests/long/memcheck.sh $^
