# Lists first names (first_names.tsv) from rows "entity  lang  script  name": words that begin the
# names of three people or more (one is enough in Kazakh lists) and seldom end one.
BEGIN { FS = "\t" }
function lower(word) { return tolower(word) }
{
	n = split($4, words, " ")
	if (n < 2 || $1 ~ /^tok:/)
		next
	least[words[1]] = ($1 ~ /^kz:/ && $2 == "kk") ? 1 : least[words[1]]
	if (!(($1, words[1]) in was)) { was[$1, words[1]] = 1; first[words[1]]++ }
	if (!(($1, words[n]) in ended)) { ended[$1, words[n]] = 1; last[words[n]]++ }
}
END {
	for (word in first) {
		if (length(word) < 5 && word !~ /^[A-Za-z]/) continue
		if (word ~ /['.]/ || length(word) < 3) continue
		if ((first[word] >= 3 || least[word]) && first[word] >= 2 * last[word])
			print word "\t" first[word]
	}
}
