#!/bin/bash
# usage: tests/core/histories.sh PROGRAM PATH
# 100,000 random histories of one test, by the same program built without sanitizers where LANDFALL_QUICK names its build.
program=$1
[ -z "${LANDFALL_QUICK:-}" ] || program=$LANDFALL_QUICK/tests/core/${1##*/}
exec "$program" -m slow -p "$2"
