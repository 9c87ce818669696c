# The readers' long tests and their speed.
#
#   make check-long [FUZZ_SECONDS=60]   changed samples of each format are read under sanitisers, so long a format
#   make bench-read [CORPUS=FILE.jsonl] MB/s a format, beside the barest reading of the same bytes

FUZZ_SECONDS ?= 60
# One reader's samples after the other; a PDF's reading is another program's.
FUZZ_KINDS := gz txt.zst zip tar tar.gz csv tsv eml mbox odt docx atom rss json ninjs.json nitf.xml newsml.xml warc warc.gz \
	warc.zst wacz mhtml jsonl

.PHONY: check-long fuzz-read bench-read
check-long:: fuzz-read

fuzz-read:
	@$(MAKE) --no-print-directory READY=1 SAN=address,undefined build/san-address-undefined/tools/fuzz_read
	@for kind in $(FUZZ_KINDS); do \
		printf '%-11s ' $$kind; \
		build/san-address-undefined/tools/fuzz_read $(FUZZ_SECONDS) corpus/formats/*.$$kind || \
			{ echo "the try is number $$(cat build/fuzz-read.state)"; exit 1; }; \
	done
	@printf '%-11s ' 'html, text'; build/san-address-undefined/tools/fuzz_read $(FUZZ_SECONDS) corpus/*/*.html corpus/*/*.txt corpus/*/*.md

bench-read: $(B)/tools/read_speed
	@$< $(CORPUS)
