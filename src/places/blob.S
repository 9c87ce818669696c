/* The packed gazetteer as read-only bytes of the program. */
	.section .rodata
	.global gazetteer_blob
	.global gazetteer_blob_end
	.balign 64
gazetteer_blob:
	.incbin GAZETTEER
gazetteer_blob_end:
	.section .note.GNU-stack,"",@progbits
