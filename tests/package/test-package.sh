#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What “meson install” puts where, and that desktops, software centres, man and bash take it.
# usage: tests/package/test-package.sh SOURCE BUILD
set -euo pipefail

source=$1 build=$2
folder=$(mktemp -d "${TMPDIR:-/tmp}/landfall-package.XXXXXX")
trap 'rm -rf "$folder"' EXIT
app=io.github.landfall.Landfall
n=0
n_failed=0

# check WHAT COMMAND…: what the command says is told when it fails
check() {
  local what=$1 verdict=ok
  shift
  n=$((n + 1))
  "$@" >"$folder/told" 2>&1 || { verdict='not ok'; n_failed=$((n_failed + 1)); sed 's/^/# /' "$folder/told"; }
  echo "$verdict $n - $what"
}

DESTDIR=$folder/root meson install -C "$build" --no-rebuild --quiet
prefix=$folder/root$(meson introspect "$build" --buildoptions | python3 -c 'import json, sys; print(*[o["value"] for o in json.load(sys.stdin) if o["name"] == "prefix"])')

# The software centre looks below /usr.
mkdir "$folder/tree"
ln -s "$prefix" "$folder/tree/usr"

files_are_there() { diff <(cd "$prefix" && find . -type f -printf '%P\n' | LC_ALL=C sort) "$source/tests/package/installed.txt"; }

mime_knows_a_bundle() {
  mkdir -p "$folder/data/mime/packages"
  cp "$prefix/share/mime/packages/$app.xml" "$folder/data/mime/packages/"
  update-mime-database "$folder/data/mime"
  printf 'landfall-bundle 1\n' >"$folder/carried"
  XDG_DATA_HOME=$folder/data XDG_DATA_DIRS=$folder/none gio info -a standard::content-type "$folder/carried" | grep -q application/vnd.landfall.bundle
}

manual_is_sound() {
  groff -man -Tutf8 -K utf8 -ww -rLL=100n "$1" 2>"$folder/warnings" >"$folder/page"
  cat "$folder/warnings"
  [ ! -s "$folder/warnings" ] && [ -s "$folder/page" ]
}

manual_has_every_verb() {
  local verb
  for verb in $("$build/src/cli/landfall-cli" help | sed -n 's/^\([a-z]*\)  .*/\1/p'); do
    grep -qE "^\.SS $verb( |$)" "$prefix/share/man/man1/landfall-cli.1" || { echo "no $verb"; return 1; }
  done
}

# completes LINE WORD: after LINE the word is offered
completes() {
  bash -c '
    _init_completion() { words=($COMP_LINE); [ "${COMP_LINE: -1}" != " " ] || words+=(""); cword=$((${#words[@]} - 1)); }
    _filedir() { :; }
    complete() { :; }
    source "$1"; COMP_LINE=$2; _landfall_cli; printf "%s\n" "${COMPREPLY[@]}" | grep -qx -- "$3"' \
    bash "$prefix/share/bash-completion/completions/landfall-cli" "$build/src/cli/landfall-cli $1" "$2"
}

check 'what is installed' files_are_there
check 'the desktop file is valid' desktop-file-validate "$prefix/share/applications/$app.desktop"
check 'the metainfo is valid' appstreamcli validate-tree --no-net "$folder/tree"
check 'the bus starts the application' grep -qE '^Exec=/.*/landfall --gapplication-service$' "$prefix/share/dbus-1/services/$app.service"
check 'the unit starts the server' grep -qE '^ExecStart=/.*/landfall-server serve ' "$prefix/lib/systemd/system/landfall-server.service"
check 'a bundle is known by what it holds' mime_knows_a_bundle
for page in man1/landfall.1 man1/landfall-cli.1 man8/landfall-server.8; do
  check "$page is sound" manual_is_sound "$prefix/share/man/$page"
done
check 'the manual has every verb' manual_has_every_verb
check 'a verb is completed' completes 'dup' duplicates
check 'a report is completed' completes 'report pipe' pipeline
check 'an option is completed' completes 'report pipeline --as' --as-of
echo "1..$n"
exit $((n_failed > 0))
