#!/bin/bash
# Run a command with a display, a session bus and an accessibility bus of its own, so that nothing of the caller's desktop
# is needed or touched and several can run at once.
# usage: tests/headless.sh COMMAND…
# HEADLESS_SCREEN (1366x768x24) and HEADLESS_LANG (C.UTF-8) say what the command sees.
set -euo pipefail

folder=$(mktemp -d "${TMPDIR:-/tmp}/landfall-headless.XXXXXX")
server=
finish() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  rm -rf "$folder" || true
}
trap finish EXIT
mkdir -m 700 "$folder"/{run,home,cache,config,data,services}

# zh_CN.UTF-8 is compiled into the private folder where the system does not have it.
language=${HEADLESS_LANG:-C.UTF-8}
if [ "$language" != C.UTF-8 ] && ! grep -qi "^${language/UTF-8/utf8}$" <<<"$(locale -a)"; then
  mkdir "$folder/locale"
  localedef -i "${language%.*}" -f UTF-8 "$folder/locale/$language" >/dev/null 2>&1 || true
  export LOCPATH=$folder/locale
fi

# The only service the bus may start is the accessibility bus: no portals, no settings daemon, no surprises.
sed '/^SystemdService/d' /usr/share/dbus-1/services/org.a11y.Bus.service >"$folder/services/org.a11y.Bus.service"
cat >"$folder/session.conf" <<CONFIG
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$folder/run</listen>
  <auth>EXTERNAL</auth>
  <servicedir>$folder/services</servicedir>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
CONFIG

export HOME=$folder/home XDG_RUNTIME_DIR=$folder/run XDG_CACHE_HOME=$folder/cache XDG_CONFIG_HOME=$folder/config XDG_DATA_HOME=$folder/data
export LANG=$language LC_ALL=$language TZ=Asia/Shanghai
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=${GTK_A11Y:-atspi} GSETTINGS_BACKEND=memory ADW_DISABLE_PORTAL=1 GIO_USE_PROXY_RESOLVER=dummy
unset LANGUAGE WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS XAUTHORITY GTK_THEME

# The X server picks a free number itself and says so when it is ready.
exec {ready}<> <(:)
Xvfb -displayfd "$ready" -screen 0 "${HEADLESS_SCREEN:-1366x768x24}" -nolisten tcp -noreset -ac >"$folder/x.log" 2>&1 &
server=$!
read -r -t 20 -u "$ready" number || { cat "$folder/x.log" >&2; exit 99; }
export DISPLAY=:$number

# What the buses say is no output of the command.
status=0
dbus-run-session --config-file="$folder/session.conf" -- bash -c 'exec "$@" >&3 3>&-' bash "$@" 3>&1 2> >(grep -vE '^dbus-daemon\[|^SpiRegistry|^$|X connection to' >&2) >&2 || status=$?
exit $status
