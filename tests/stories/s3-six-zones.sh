#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Six high-tech zones, May 2020: Ningbo, Weifang, Xi'an, Zhuzhou, each with its mechanism and its figures.
. "$(dirname "$0")/story.sh"

zone 株洲高新区 >/dev/null
# I1, A2: 279 problems collected, 279 dispatched, 272 closed, 7 in work.
{
  echo 问题,类型,状态,收集日期,派单日期,办结日期
  for i in $(seq 272); do echo "企业问题$i,用工,已办结,2020-04-01,2020-04-02,2020-04-20"; done
  for i in $(seq 273 279); do echo "企业问题$i,土地,办理中,2020-04-01,2020-04-02,"; done
} | take_in problem
tells 'I1 A2: 279 collected, 279 dispatched, 272 closed, 7 open, 97 %' 'Total 279 279 272 7 [0-9]+ 100% 97% .*' \
  landfall report problems --whole-percents --from 2020-04-01 --to 2020-04-30
# K7, A12: 44 signed in the first quarter, 9 of them from 1亿, one investor of the three lists of 500.
{
  echo 项目名称,当前阶段,总投资,签约日期,三类500强
  echo 项目1,签约,1.2亿元,2020-02-01,世界500强
  for i in $(seq 2 9); do echo "项目$i,签约,1.2亿元,2020-02-0$i,"; done
  for i in $(seq 10 44); do echo "项目$i,签约,5000万元,2020-03-05,"; done
} | take_in project
tells 'K7 A12: 44 signed, 9 from 1亿, 20.5 %, one of the top 500' 'Total 44 .* 9 20\.5% 1 0' \
  landfall report signed --by band --from 2020-01-01 --to 2020-03-31

zone 西安高新区 >/dev/null
# C10, A1: ten projects start on one day.
{
  echo 项目名称,当前阶段,总投资,开工日期
  for amount in 5.6 12.5 7.3 12 9.5 5.2 4.5 2.04 7.77 5.28; do echo "$amount亿元项目,开工,$amount亿元,2020-04-15"; done
} | take_in project
tells 'C10 A1: ten projects, 71.69亿' 'Projects: 10 · Total investment: CNY 7,169 million' \
  landfall list project --where 'started_date=2020-04-15'

zone 潍坊高新区 >/dev/null
# L7: more than twenty talks on line this year.
{
  echo 主题,方式,日期
  for i in $(seq 22); do echo "云招商$i,视频,2020-04-$((i + 5))"; done
} | take_in interaction
tells 'L7: 22 talks on line this year' 'Video call 22 .*' landfall report talks --by kind --from 2020-01-01 --to 2020-12-31
# V9: seven groups, a hundred days from April.
contest=$(landfall add contest name=奋战一百天 kind=hundred_days start_date=2020-04-01 end_date=2020-07-09 indicators=开工)
{
  echo 项目名称,当前阶段,总投资,开工日期
  for i in $(seq 7); do for j in $(seq "$i"); do echo "第$i组项目$j,开工,1亿元,2020-05-0$j"; done; done
} | take_in project
for i in $(seq 7); do
  projects=$(landfall list project --where "name~第$i组项目" | awk '$2 == "Under" { printf "%s%s", s, $NF; s = "|" }')
  landfall add contest_group "name=第$i组" "contest=$contest" "projects=$projects" >/dev/null
done
tells 'V9: the group with seven starts leads' '1 第7组 7 .* 100\.0' landfall contest rank "$contest" --on 2020-07-01
tells 'V9: the group with one start is the seventh' '7 第1组 1 .*' landfall contest rank "$contest" --on 2020-07-01

zone 宁波高新区 >/dev/null
# O7: ten parks; a project moves from one to another, and both keep their share of the credit.
for park in 海曙 鄞州 江北 北仑 慈溪 余姚 宁海 象山 奉化 大榭; do landfall add park "name=$park" >/dev/null; done
tells 'O7: ten parks' 'Parks: 10.*' landfall list park
moved=$(landfall add project name=芯片项目 park=海曙 stage=signed signed_date=2020-03-01 total_investment=10亿元)
landfall transfer ask "$moved" --to 北仑 --reason 错位发展 >/dev/null
tells 'O7: the other park is asked' '.*海曙 .*' landfall transfer
asked=$(landfall list transfer | awk 'NR == 2 { print $NF }')
landfall transfer accept "$asked" >/dev/null
tells 'O7: the project is theirs' 'Park 北仑' landfall show "$moved"
tells 'O7: a share of the credit is named after what it is of' '芯片项目 · Tax · 海曙 .*' landfall list credit_share
tells 'O7: half of the output stays with the park that gave it, for five years' 'Output 海曙 50% .*' landfall credits "$moved"

# L17: an enquiry is answered and becomes a lead in one step.
zone 潍坊在线答疑 >/dev/null
enquiry=$(landfall add enquiry subject=怎样拿地 topic=land asker=王先生 asked_on=2020-03-02)
landfall enquiry answer "$enquiry" --text 先看标准地 >/dev/null
tells 'L17: the enquiry becomes a lead' 'Became a lead: 怎样拿地\. .*' landfall enquiry lead "$enquiry"
tells 'L17: the lead says where it came from' 'Projects: 1 .*' landfall list project --where 'stage=lead and channel=enquiry'

# V12, L4: a chain has its plan, its seven ones and its workbook.
chain=$(landfall add chain name=动力装备)
landfall add segment name=发动机 "chain=$chain" >/dev/null
landfall chain ones 动力装备 >/dev/null
tells 'L4: the seven ones of the chain are set up' 'Seven ones: 7' landfall list kit_item
landfall chain workbook 动力装备 --output "$folder/workbook.pdf" >/dev/null
tells 'V12: its workbook is written' 'PDF-1.*' bash -c "head -c 5 '$folder/workbook.pdf' | tr -d %; head -c 7 '$folder/workbook.pdf' | tail -c 2"
the_end
