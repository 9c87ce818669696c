# Shows what dateline does: PROGRAM ARCHIVE INDEX. Each command is printed before it runs.
set -eu
program=$1
archive=$2
index=$3

ask() {
	printf '\n$ dateline'
	for word; do
		case $word in
		*[!A-Za-z0-9=,./_-]*) printf " '%s'" "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	printf '\n\n'
	"$program" "$@"
}

# The demonstration index is made anew each time; nothing else is ever put there.
rm -rf "$index"
ask ingest --index "$index" "$archive"
ask search --index "$index" --from 2022-01-01 --to 2022-01-05 --place Маңғыстау --facets date,place,person --limit 4 газ
ask mentions --index "$index" --from 2022-01-04 --to 2022-01-07 Жумагельдиев
ask list --index "$index" --person 'Karim Massimov' --by day --format markdown
printf '\nThe index stands in %s; try: build/dateline search --index %s WORDS\n' "$index" "$index"
