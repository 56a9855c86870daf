#!/bin/bash
# The translation is complete: every string of the sources, none of them fuzzy, none with a wrong format. Speaks TAP.
# usage: tests/po.sh [FOLDER]
set -uo pipefail
cd "${1:-$(dirname "$0")/..}" || exit 99
export LC_ALL=C.UTF-8
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
number=0 failed=0

check() { # NAME COMMAND…: passes when the command succeeds and says nothing
  local name=$1 said
  shift
  number=$((number + 1))
  if said=$("$@" 2>&1) && [ -z "$said" ]; then
    echo "ok $number - $name"
  else
    sed 's/^/# /' <<<"$said"
    echo "not ok $number - $name"
    failed=1
  fi
}
entries() { msgattrib --no-obsolete "$1" po/zh_CN.po | awk 'BEGIN { RS = "" } !/^(#.*\n)*msgid ""\nmsgstr ""\n"Project-Id/'; }
obsolete() { grep '^#~ msgid' po/zh_CN.po; true; }

echo 1..7
check 'strings can be gathered' tools/gather-strings "$folder"
check 'POTFILES names every source with strings' diff po/POTFILES "$folder/POTFILES"
check 'every string is in zh_CN.po' msgcmp --use-untranslated --use-fuzzy po/zh_CN.po "$folder/landfall.pot"
check 'every string is translated' entries --untranslated
check 'no entry is fuzzy' entries --only-fuzzy
check 'no entry is left over' obsolete
check 'formats agree' msgfmt --check --output-file=/dev/null po/zh_CN.po
exit $failed
