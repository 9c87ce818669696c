# Turns a table of tab separated columns into C rows: ROW(line, "column", ...).
# The first line is a comment that names the columns; other lines that start with
# "# " and empty lines are comments. A row with another number of columns stops the build.
BEGIN { FS = "\t" }
NR == 1 {
	if ($0 !~ /^# /) { print FILENAME ":1: the first line must name the columns" > "/dev/stderr"; exit 1 }
	wanted = NF
	next
}
/^# / || /^#$/ || /^$/ { next }
NF != wanted {
	print FILENAME ":" NR ": " NF " columns, wanted " wanted > "/dev/stderr"
	exit 1
}
{
	row = "ROW(" NR
	for (i = 1; i <= NF; i++) {
		column = $i
		gsub(/\\/, "\\\\", column)
		gsub(/"/, "\\\"", column)
		row = row ", \"" column "\""
	}
	print row ")"
}
