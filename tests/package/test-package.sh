#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What “meson install” puts where, and that desktops, software centres, man and shells take it.
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

# mime_knows FILE TYPE: whatever the file is called
mime_knows() {
  mkdir -p "$folder/data/mime/packages"
  cp "$prefix/share/mime/packages/$app.xml" "$folder/data/mime/packages/"
  update-mime-database "$folder/data/mime"
  XDG_DATA_HOME=$folder/data XDG_DATA_DIRS=$folder/none gio info -a standard::content-type "$1" | grep "$2"
}

# The desktop file names each type that there is, and opens several files at once.
desktop_opens_each() {
  local type
  grep -qE '^Exec=.*/landfall %U$' "$prefix/share/applications/$app.desktop" || { echo 'no files'; return 1; }
  for type in $(sed -n 's/.*<mime-type type="\([^"]*\)">.*/\1/p' "$prefix/share/mime/packages/$app.xml"); do
    grep -qE "^MimeType=(.*;)?$type;" "$prefix/share/applications/$app.desktop" || { echo "no $type"; return 1; }
  done
}

# The desktop's search is told the bus name that starts the program, and the object it has there.
search_is_found() {
  local file=$prefix/share/gnome-shell/search-providers/$app.search-provider.ini
  grep -qx "BusName=$(sed -n 's/^Name=//p' "$prefix/share/dbus-1/services/$app.service")" "$file" &&
    grep -qx "DesktopId=$app.desktop" "$file" && [ -f "$prefix/share/applications/$app.desktop" ] &&
    grep -q "\"$(sed -n 's/^ObjectPath=//p' "$file")\"" "$source/src/app/desktop/lf-search-provider.h"
}

manifest=$source/flatpak/$app.yaml
flatpak_reads_it() { (cd "$folder" && flatpak-builder --show-manifest "$manifest"); }

# What a build without the server and the map needs is in the runtime or a module, and a module is one file and no other.
runtime=(cairo cairo-pdf cairo-svg expat gio-2.0 gio-unix-2.0 glib-2.0 gobject-2.0 gtk4 icu-i18n icu-uc json-glib-1.0
  libadwaita-1 libarchive libbrotlidec libbrotlienc libsoup-3.0 pangocairo sqlite3 zlib)
flatpak_has_all() {
  local library
  for library in $(cat "$source"/meson.build "$source"/src/{app,cli}/meson.build | sed -nE "s/#.*//; s/dependency\('/\n&/gp" | sed -nE "s/^dependency\('([^']*)'.*/\1/p" | sort -u); do
    [[ " ${runtime[*]} libpq shumate-1.0 " == *" $library "* ]] || grep -qE -- "^  - name: (lib)?${library#lib}$" "$manifest" || { echo "no $library"; return 1; }
  done
  [ "$(grep -cE '^ *url: https://' "$manifest")" = "$(grep -cE '^ *sha256: [0-9a-f]{64}$' "$manifest")" ] || { echo 'a source is not pinned'; return 1; }
  ! grep -nE -- '--filesystem|--device=all|--socket=(session|system)-bus|--talk-name|branch:' "$manifest"
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

# completes PROGRAM LINE WORD: after LINE the word is offered. “grep -q” would leave the shell that still offers
# other words without a reader, and pipefail would call that a failure.
completes_in_bash() {
  bash -c '
    _init_completion() { words=($COMP_LINE); [ "${COMP_LINE: -1}" != " " ] || words+=(""); cword=$((${#words[@]} - 1)); }
    _filedir() { :; }
    complete() { :; }
    compopt() { :; }
    source "$1"; COMP_LINE="$2 $3"; "_${1##*/}"; printf "%s\n" "${COMPREPLY[@]}" | grep -x -- "$4"' \
    bash "$folder/bash/${1//-/_}" "$build/src/${1#landfall-}/$1" "$2" "$3"
}

completes_in_fish() {
  PATH=$build/src/${1#landfall-}:$PATH fish --no-config --command \
    "source $prefix/share/fish/vendor_completions.d/$1.fish; complete --do-complete '$1 $2'" | cut -f1 | grep -x -- "$3"
}

# zsh completes only on a terminal: what is offered is printed instead.
completes_in_zsh() {
  PATH=$build/src/${1#landfall-}:$PATH zsh -f -c '
    compset() { :; }
    _files() { :; }
    _describe() { print -l -- ${(P)${2}} | cut -d: -f1; }
    compadd() { while [[ $1 != -- ]]; do shift; done; shift; print -l -- $@; }
    words=(${=2}); [[ $2 != *" " ]] || words+=(""); CURRENT=$#words; PREFIX=$words[CURRENT]
    complete_it() { source $1; }; complete_it $1' zsh "$prefix/share/zsh/site-functions/_$1" "$1 $2" | grep -x -- "$3"
}

check 'what is installed' files_are_there
check 'the desktop file is valid' desktop-file-validate "$prefix/share/applications/$app.desktop"
check 'the metainfo is valid' appstreamcli validate-tree --no-net "$folder/tree"
check 'the bus starts the application' grep -qE '^Exec=/.*/landfall --gapplication-service$' "$prefix/share/dbus-1/services/$app.service"
check 'the unit starts the server' grep -qE '^ExecStart=/.*/landfall-server serve ' "$prefix/lib/systemd/system/landfall-server.service"
printf 'landfall-bundle 1\n' >"$folder/carried"
"$build/src/cli/landfall-cli" --store "$folder/store" init >"$folder/told"
"$build/src/cli/landfall-cli" --store "$folder/store" backup "$folder/kept" >"$folder/told"
check 'a bundle is known by what it holds' mime_knows "$folder/carried" application/vnd.landfall.bundle
check 'a backup is known by what it holds' mime_knows "$folder/kept" application/vnd.landfall.backup
check 'the desktop opens what it knows' desktop_opens_each
check 'the desktop searches in the application' search_is_found
if command -v flatpak-builder >"$folder/told"; then
  check 'flatpak-builder reads the manifest' flatpak_reads_it
else
  n=$((n + 1))
  echo "ok $n - flatpak-builder reads the manifest # SKIP flatpak-builder is not installed"
fi
check 'the Flatpak has what the build needs, pinned, and may do no more' flatpak_has_all
for page in man1/landfall.1 man1/landfall-cli.1 man8/landfall-server.8; do
  check "$page is sound" manual_is_sound "$prefix/share/man/$page"
done
check 'the manual has every verb' manual_has_every_verb
mkdir "$folder/bash"
for program in landfall-cli landfall-server; do
  ln -s "$prefix/share/bash-completion/completions/$program" "$folder/bash/${program//-/_}"
done
for shell in bash fish zsh; do
  if ! command -v $shell >"$folder/told"; then
    n=$((n + 1))
    echo "ok $n - $shell completes # SKIP $shell is not installed"
    continue
  fi
  check "$shell completes a verb" completes_in_$shell landfall-cli 'dup' duplicates
  check "$shell completes a report" completes_in_$shell landfall-cli 'report pipe' pipeline
  check "$shell completes an option" completes_in_$shell landfall-cli 'report pipeline --as' --as-of
  check "$shell completes a command of the server" completes_in_$shell landfall-server 'acc' account
  check "$shell completes its second word" completes_in_$shell landfall-server 'account dis' disable
  check "$shell completes an option of the server" completes_in_$shell landfall-server 'serve --blo' --blobs=
done
echo "1..$n"
exit $((n_failed > 0))
