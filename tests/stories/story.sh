# SPDX-License-Identifier: GPL-3.0-or-later
# What stories are told with. A story builds the zone of a source article from the figures the article prints, by the
# command line, and asks for these figures again. It speaks TAP; LANDFALL_CLI is the program.
set -euo pipefail

# A window that is to be shown the story afterwards names a folder of its own.
folder=${LANDFALL_STORY_FOLDER:-$(mktemp -d "${TMPDIR:-/tmp}/landfall-story.XXXXXX")}
server= # its process, where the story has one
store=
n=0
n_failed=0

finish() {
  [ -z "$server" ] || { kill "$server" && wait "$server" || true; } 2>/dev/null
  [ -n "${LANDFALL_STORY_FOLDER:-}" ] || rm -rf "$folder"
}
trap finish EXIT

landfall() { "$LANDFALL_CLI" --store "$store" "$@"; }

# zone NAME: from here on a new store is told of
zone() {
  store=$folder/$1
  landfall init >/dev/null
  landfall add zone name="$1"
}

# The rows of a spreadsheet come from standard input: take_in ENTITY [OPTION…]
take_in() {
  local file=$folder/rows.csv
  cat >"$file"
  landfall import "$file" --entity "$@" >"$folder/told" 2>&1 || { sed 's/^/# /' "$folder/told"; false; }
}

result() {
  n=$((n + 1))
  [ "$1" = ok ] || n_failed=$((n_failed + 1))
  echo "$1 $n - $2"
}

# tells WHAT LINE COMMAND…: one line of what the command prints is LINE, however wide its columns are
tells() {
  local what=$1 line=$2
  shift 2
  "$@" >"$folder/told" 2>&1 || true
  sed -E 's/ +/ /g; s/^ //; s/ $//' "$folder/told" >"$folder/lines"
  if grep -qxE "$line" "$folder/lines"; then
    result ok "$what"
  else
    echo "# no line “$line” in what “${*:1:4}” prints:"
    sed 's/^/# /' "$folder/told"
    result 'not ok' "$what"
  fi
}

the_end() {
  echo "1..$n"
  exit $((n_failed > 0))
}
