# Turns languages.tsv into the LANG_* masks of lexicon.h and the table of what each language reads.
BEGIN { FS = "\t"; print "enum {"; bit = 1 }
/^#/ || NF == 0 { next }
{
	code[++count] = $1
	reads[$1] = $2
	printf "LANG_%s = %d,\n", toupper($1), bit
	family[toupper($3)] = family[toupper($3)] (family[toupper($3)] == "" ? "" : " | ") "LANG_" toupper($1)
	bit *= 2
}
END {
	if (count > 8) {
		print "languages.tsv: more than eight languages do not fit their mask" > "/dev/stderr"
		exit 1
	}
	for (name in family)
		printf "LANG_%s = %s,\n", name, family[name]
	printf "LANG_ALL = %d\n};\n#define LANGUAGES", bit - 1
	for (i = 1; i <= count; i++) {
		n = split(reads[code[i]], parts, ",")
		mask = ""
		for (k = 1; k <= n; k++)
			mask = mask (k > 1 ? " | " : "") "LANG_" toupper(parts[k])
		printf " { \"%s\", %s },", code[i], mask
	}
	print ""
}
