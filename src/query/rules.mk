# The long test of questions.
#
#   make check-long [FUZZ_SECONDS=60]   questions made at random, asked of the demonstration archive under sanitisers

.PHONY: fuzz-query
check-long:: fuzz-query

fuzz-query:
	@$(MAKE) --no-print-directory READY=1 SAN=address,undefined build/san-address-undefined/tools/fuzz_query \
		build/san-address-undefined/dateline
	@rm -rf build/fuzz-query.index
	@build/san-address-undefined/dateline ingest -q --index build/fuzz-query.index corpus
	@printf '%-11s ' questions; build/san-address-undefined/tools/fuzz_query $(FUZZ_SECONDS) build/fuzz-query.index
	@rm -rf build/fuzz-query.index
