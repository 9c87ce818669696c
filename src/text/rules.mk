# The letter pairs by which charsets are guessed are counted at build time.
CHARSET_MAKERS := text/mkcharset text/charset_letter text/letter text/utf8 base/arena base/buf base/error base/span

HOST_C += src/text/mkcharset.c

$(B)/mkcharset: $(patsubst %,$(B)/%.o,$(CHARSET_MAKERS))
	$(call say,LINK,$@)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(B)/gen/text/charset_model.inc: $(B)/mkcharset
	@mkdir -p $(@D)
	$(call say,PACK,$@)
	$(Q)$(B)/mkcharset > $@.new && mv $@.new $@

$(B)/text/charset_model.o: $(B)/gen/text/charset_model.inc
