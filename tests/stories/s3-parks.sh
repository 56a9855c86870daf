#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Ningbo High-Tech Zone, one zone with ten parks (May 2020): the zone's store, the store of a park and that of a park in it, each
# with what its people may see, and the figures of each.
. "$(dirname "$0")/story.sh"

server_data=sqlite:$folder/server.db
echo 'a good long password' >"$folder/password"
: >"$folder/server.out" # there before the server is
"$LANDFALL_SERVER" serve --data "$server_data" --listen 127.0.0.1:0 >>"$folder/server.out" 2>"$folder/server.err" &
server=$!
url=
while [ -z "$url" ]; do
  kill -0 $server
  url=$(sed -n 's/^landfall-server: listening on //p' "$folder/server.out")
done

# person NAME ROLE [PARK]: an account, and the store of its device
person() {
  "$LANDFALL_SERVER" account add "$1" --role "$2" --password-file "$folder/password" --data "$server_data" >/dev/null
  [ $# -lt 3 ] || "$LANDFALL_SERVER" account set "$1" --park "$3" --data "$server_data" >/dev/null
  at "$1"
  landfall init >/dev/null
  landfall login "$url" --user "$1" --password-file "$folder/password" >/dev/null
}
at() { store=$folder/$1; }
sync_all() { for name in 市级 海曙 望春 海曙 市级; do at $name; landfall sync >/dev/null; done; }

# The zone's manager makes the ten parks; 望春 lies in 海曙.
person 市级 zone_manager
for park in 海曙 鄞州 江北 北仑 慈溪 余姚 宁海 象山 奉化 大榭; do landfall add park "name=$park" >/dev/null; done
landfall add park name=望春 parent=海曙 >/dev/null
landfall sync >/dev/null
person 海曙 park_manager 海曙
person 望春 recruiter 望春

# O7: more than 300 projects moved among the parks, more than 20 billion yuan; here 310 of 0.65亿 in 海曙, 望春 and 北仑.
at 市级
{
  echo 项目名称,当前阶段,总投资,签约日期,园区
  for i in $(seq 310); do
    park=北仑
    [ "$i" -gt 120 ] || park=望春
    [ "$i" -gt 70 ] || park=海曙
    echo "流转项目$i,签约,超6500万元,2020-03-05,$park"
  done
} | take_in project
sync_all

figure() { at "$1"; landfall list project | tail -n 1; }
tells 'O7: the zone has more than 300 projects, more than 200亿' 'Projects: 310 · Total investment: about CNY 20,150 million' figure 市级
tells 'O7 G10: the park sees its own and what lies in it' 'Projects: 120 · Total investment: about CNY 7,800 million' figure 海曙
tells 'O7 G10: the park in it sees its own alone' 'Projects: 50 · Total investment: about CNY 3,250 million' figure 望春

# Both parks have the right to some things only.
at 望春
may() { landfall permissions; }
tells 'O7: a recruiter may not make contests' '.*[Cc]ontest.*' may
moved=$(landfall add project name=芯片项目 park=望春 stage=signed signed_date=2020-03-01 total_investment=1亿元)
sync_all
at 海曙
tells 'O7: what the park in it brings is seen in the park' 'Park 望春' landfall show "$moved"
at 望春
landfall transfer ask "$moved" --to 北仑 --reason 错位发展 >/dev/null
sync_all
at 市级
landfall transfer accept "$(landfall list transfer | awk 'NR == 2 { print $NF }')" >/dev/null
sync_all
tells 'O7: the zone counts it once' 'Projects: 311 .*' figure 市级
tells 'O7: the park that gave it away has let it go' 'Projects: 120 .*' figure 海曙
tells 'O7: so has the park in it' 'Projects: 50 .*' figure 望春

# The tree is changed: 望春 is by itself, and 海曙 sees 70.
at 市级
landfall set "$(landfall list park --where name=望春 | awk 'NR == 2 { print $NF }')" parent= >/dev/null
sync_all
tells 'O7: a park that is taken out is not seen any more' 'Projects: 70 .*' figure 海曙
tells 'O7: and sees its own as before' 'Projects: 50 .*' figure 望春
the_end
