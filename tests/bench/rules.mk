# The speed of annotation, and the guard over the hot paths.
#
#   make guard                        instructions a byte of each hot path, as make check counts them
#   make guard-print                  writes tests/bench/guard.tsv anew; its diff is for the commit's reader
#   make bench-annotate CORPUS=FILE   MB/s of splitting, dates, places, persons and all, beside reading the bytes
#   make bench-growth CORPUS=FILE     costs at 50,000 to 600,000 passages, and the fit (GROWTH.md)

.PHONY: bench-growth guard guard-print bench-annotate
guard: $(B)/tools/hot_paths
	@sh tests/bench/guard.sh $<
guard-print: $(B)/tools/hot_paths
	@sh tests/bench/guard.sh $< --print

bench-annotate: $(B)/tools/annotate_speed
	@[ -n "$(CORPUS)" ] || { echo 'bench-annotate: no texts: say CORPUS=FILE, JSON Lines with "lang" and "text" (.zst too)'; exit 2; }
	@case "$(CORPUS)" in *.zst) zstd -qdcf "$(CORPUS)" ;; *) cat "$(CORPUS)" ;; esac | $<

bench-growth: $(B)/dateline $(B)/tools/passages $(B)/tools/queries $(B)/tools/ask_speed
	@[ -n "$(CORPUS)" ] || { echo 'bench-growth: no texts: say CORPUS=FILE, JSON Lines (.zst too)'; exit 2; }
	@sh tests/bench/growth.sh $(B)/dateline $(B)/tools $(CORPUS)
