# Turns endings.tsv and languages.tsv (given first) and the word tables into the C arrays of
# lexicon.c: every form that a row stands for, in the order of its hash slot.
# Bytes, not letters, are counted here: run with LC_ALL=C. A Cyrillic letter has two.
BEGIN {
	FS = "\t"
	SLOTS = 32749
	for (i = 1; i < 256; i++)
		ord[sprintf("%c", i)] = i
	languages = 0
	vowels = "а ә е о ө ұ ү ы і э я ю и"
	nasals = "м н ң"
	open_sounds = "р л й у"
	voiced = "з ж б в г д"
	back = "а о ұ ы я"
	front = "ә е ө ү і и э"
}

FNR == 1 { table++ }
/^#/ || NF == 0 { next }

table == 1 {
	endings[$1] = endings[$1] (endings[$1] == "" ? "" : "|") $2 " " $3
	next
}

table == 2 {
	bit[$1] = 2 ^ languages++
	bit["*"] = 2 ^ languages - 1
	next
}

{
	flags = flag_bits($5)
	n = split($4, forms, "|")
	for (f = 1; f <= n; f++)
		add_form(forms[f], $2, $3, $1, flags)
}

function flag_bits(text,   parts, count, i, out) {
	if (text == "-")
		return "0"
	count = split(text, parts, ",")
	out = ""
	for (i = 1; i <= count; i++)
		out = out (i > 1 ? " | " : "") "FLAG_" toupper(parts[i])
	return out
}

function add_form(form, kind, value, lang, flags,   at, set, sets, count, i, j, pair, more, many) {
	at = index(form, "+")
	if (at == 0) {
		if (form ~ /\.$/) {
			sub(/\.$/, "", form)
			flags = flags " | FLAG_ABBR"
		}
		put(form, kind, value, lang, flags, "NONE")
		return
	}
	set = substr(form, at + 1)
	form = substr(form, 1, at - 1)
	if (!(set in endings)) {
		print "lexicon.awk: no endings called " set > "/dev/stderr"
		exit 1
	}
	count = split(endings[set], sets, "|")
	for (i = 1; i <= count; i++) {
		many = split(sets[i], pair, " ")
		for (j = 2; j <= many; j++) {
			more = pair[j] == "0" ? "" : pair[j]
			put(form (set ~ /^kk/ ? harmony(form, more) : more), kind, value, lang,
				flags (pair[1] == "PLURAL" || more ~ /^L/ ? " | FLAG_PLURAL" : ""), pair[1])
		}
	}
}

# The Kazakh ending that `stem` asks for: see endings.tsv.
function harmony(stem, ending,   last, i, letter, soft, vowel, nasal, open, voice, out, c) {
	last = substr(stem, length(stem) - 1)
	soft = 0
	for (i = length(stem) - 1; i > 0; i -= 2) {
		letter = substr(stem, i, 2)
		if (index(back, letter))
			break
		if (index(front, letter)) {
			soft = 1
			break
		}
	}
	vowel = index(vowels, last) > 0
	nasal = index(nasals, last) > 0
	open = index(open_sounds, last) > 0
	voice = index(voiced, last) > 0
	out = ""
	for (i = 1; i <= length(ending); i++) {
		c = substr(ending, i, 1)
		if (c == "A") out = out (soft ? "е" : "а")
		else if (c == "Y") out = out (soft ? "і" : "ы")
		else if (c == "Q") out = out (soft ? "г" : "ғ")
		else if (c == "G") out = out (vowel || nasal || open || voice ? (soft ? "г" : "ғ") : (soft ? "к" : "қ"))
		else if (c == "D") out = out (vowel || nasal || open || voice ? "д" : "т")
		else if (c == "B") out = out (nasal ? "н" : vowel || open || voice ? "д" : "т")
		else if (c == "N") out = out (vowel || nasal ? "н" : open || voice ? "д" : "т")
		else if (c == "C") out = out (vowel ? "н" : nasal || open || voice ? "д" : "т")
		else if (c == "M") out = out (vowel || nasal || open ? "м" : voice ? "б" : "п")
		else if (c == "L") out = out (vowel || last == "р" || last == "й" || last == "у" ? "л" : nasal || open || voice ? "д" : "т")
		else if (c == "P") out = out (vowel ? "с" : "") (soft ? "і" : "ы")
		else out = out c
	}
	return out
}

# The same as lexicon_hash() in lexicon.c.
function hash(word,   h, n) {
	n = length(word)
	h = number(substr(word, 1, 4)) * 33 + number(n < 4 ? word : substr(word, n - 3)) * 31 + n
	return (h % 4294967296) % SLOTS
}

# Up to four bytes as a number, the first the lowest.
function number(bytes,   out, i) {
	out = 0
	for (i = length(bytes); i > 0; i--)
		out = out * 256 + ord[substr(bytes, i, 1)]
	return out
}

function put(form, kind, value, lang, flags, ending,   at, tail, key, slot, parts) {
	gsub(/[.-]+/, " ", form)
	sub(/^ +/, "", form)
	sub(/ +$/, "", form)
	at = index(form, " ")
	tail = at ? substr(form, at + 1) : ""
	if (at)
		form = substr(form, 1, at - 1)
	key = form SUBSEP tail SUBSEP kind SUBSEP value SUBSEP lang
	if (key in seen)
		return
	seen[key] = 1
	if (!(form in senses)) {
		slot = hash(form)
		held[slot, filled[slot]++] = form
	}
	held_sense[form, senses[form]++] = "{ \"" form "\", \"" tail "\", " (tail == "" ? 1 : split(tail, parts, " ") + 1) ", " length(tail) ", " value ", LEX_" kind ", " \
		flags ", " bit[lang] ", ENDING_" ending " },"
	if (tail != "" && !(form in long)) {
		long[form] = 1
		kinds[form] = kinds[form] (kinds[form] == "" ? "" : " | ") "LEX_LONG"
	}
	if (tail == "" && !((form, kind) in bare_kind)) {
		bare_kind[form, kind] = 1
		bare[form] = bare[form] (bare[form] == "" ? "" : " | ") "LEX_BIT(LEX_" kind ")"
	}
	if (!((form, kind) in has_kind)) {
		has_kind[form, kind] = 1
		kinds[form] = kinds[form] (kinds[form] == "" ? "" : " | ") "LEX_BIT(LEX_" kind ")"
	}
}

END {
	total = 0
	print "static const struct lexeme lexemes[] = {"
	for (slot = 0; slot < SLOTS; slot++)
		for (i = 0; i < filled[slot]; i++) {
			form = held[slot, i]
			for (k = 0; k < senses[form]; k++)
				print held_sense[form, k]
		}
	print "};"
	print "const struct form lexicon_forms[] = {"
	print "{ \"\", 0, 0, 0, 0, 0 },"
	total = 0
	for (slot = 0; slot < SLOTS; slot++)
		for (i = 0; i < filled[slot]; i++) {
			form = held[slot, i]
			print "{ \"" form "\", " kinds[form] ", " (form in bare ? bare[form] : 0) ", " total ", " length(form) ", " senses[form] " },"
			total += senses[form]
		}
	print "};"
	print "static const uint16_t slots[] = {"
	total = 1
	line = ""
	for (slot = 0; slot <= SLOTS; slot++) {
		line = line total ","
		total += filled[slot]
		if (slot % 16 == 15) {
			print line
			line = ""
		}
	}
	print line
	print "};"
}
