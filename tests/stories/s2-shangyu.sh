#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Hangzhou Bay Shangyu Economic Development Zone (上虞经开区), spring 2023: two battle charts, rolling signings, land won.
. "$(dirname "$0")/story.sh"
zone 上虞经开区 >/dev/null

# V4, A4: 185 industrial projects of 1668亿 and 35 government-funded builds of 117.7亿.
{
  echo 项目名称,项目类型,当前阶段,总投资,开工日期
  for i in $(seq 184); do echo "产业项目$i,新建,开工,9亿元,2022-03-01"; done
  echo 产业项目185,新建,开工,12亿元,2022-03-01
  for i in $(seq 34); do echo "政府投资项目$i,政府投资,开工,3.4亿元,2022-03-01"; done
  echo 政府投资项目35,政府投资,开工,2.1亿元,2022-03-01
} | take_in project
tells 'V4 A4: 185 industrial projects, 166.8 billion' 'Projects: 185 · Total investment: CNY 166,800 million' \
  landfall list project --where 'kind!=public_works' --limit 1
tells 'V4 A4: 35 public works, 11.77 billion' 'Projects: 35 · Total investment: CNY 11,770 million' \
  landfall list project --where 'kind=public_works' --limit 1
tells 'A4: together 220 of 178.57 billion' 'Projects: 220 · Total investment: CNY 178,570 million' landfall list project --limit 1

# C9: four projects of 176.5亿 are signed together in February; the one of 103亿 has won its land.
{
  echo 项目名称,当前阶段,总投资,签约日期,供地日期
  echo 一号签约项目,供地,103亿元,2023-02-08,2023-03-20
  echo 二号签约项目,签约,40亿元,2023-02-08,
  echo 三号签约项目,签约,20亿元,2023-02-08,
  echo 四号签约项目,签约,13.5亿元,2023-02-08,
} | take_in project
tells 'C9: four signed, 17.65 billion' '(Feb 2023|February 2023|2023-02).* 4 CNY 17,650 million.*' \
  landfall report signed-by-month --from 2023-02-01 --to 2023-02-28
tells 'C9: one of the four has its land' '2023.* 4 .*' landfall report cohorts --by month --from 2023-02-01 --to 2023-02-28

# A9: 103亿, 12亿 and 10亿 won their land; what is not printed is not inferred.
{
  echo 项目名称,当前阶段,总投资,供地日期
  echo 十二亿项目,供地,12亿元,2023-03-20
  echo 十亿项目,供地,10亿元,2023-03-20
} | take_in project
tells 'A9: land won for 12.5 billion' 'Projects: 3 · Total investment: CNY 12,500 million' \
  landfall list project --where 'land_date=2023-03' --limit 1

# C11: every project that started is in the statistics.
landfall set project listed_date=2022-04-01 --where 'started_date=2022-03-01' >/dev/null
tells 'C11: none that started is missing from the statistics' 'Projects: 0.*' \
  landfall list project --where 'stage=started and listed_date empty'
the_end
