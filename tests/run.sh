# Runs the test programs given as arguments and counts what they say.
# Each prints cmocka's own lines; a program that dies counts as one failure.
# What the person who runs them has imported must not change what they find.
DATELINE_PLACES=default
export DATELINE_PLACES
passed=0
failed=0
for program; do
	out=$("$program" 2>&1)
	status=$?
	good=$(printf '%s\n' "$out" | sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s)\..*/\1/p' | tail -n 1)
	bad=$(printf '%s\n' "$out" | sed -n 's/^\[  FAILED  \] [^:]*: \([0-9]*\) test(s).*/\1/p' | tail -n 1)
	good=${good:-0}
	bad=${bad:-0}
	if [ "$status" -ne 0 ] || [ "$bad" -ne 0 ] || [ "$good" -eq 0 ]; then
		printf '%s\n' "$out"
		[ "$bad" -ne 0 ] || bad=1
		printf 'FAILED %s (exit %s)\n' "$program" "$status"
	else
		printf 'ok %4s  %s\n' "$good" "${program#build/}"
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
done
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
