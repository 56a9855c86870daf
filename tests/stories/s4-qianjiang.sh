#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Hangzhou Qianjiang Economic Development Zone (钱开区) and Fuchun Bay New City (富春湾新城), mid 2023: clocks from the meeting
# to production, visits and problems, trips, growth.
. "$(dirname "$0")/story.sh"
zone 钱开区 >/dev/null

# I1, A3: about 410 problems, 96.3 % closed.
{
  echo 问题,类型,状态,收集日期,派单日期,办结日期
  for i in $(seq 395); do echo "企业问题$i,用工,已办结,2023-04-01,2023-04-02,2023-04-20"; done
  for i in $(seq 396 410); do echo "企业问题$i,土地,办理中,2023-04-01,2023-04-02,"; done
} | take_in problem
tells 'I2 A3: 395 of 410 closed, 96.3 %' 'Total 410 410 395 15 [0-9]+ 100\.0% 96\.3% .*' \
  landfall report problems --from 2023-01-01 --to 2023-06-30

# I2, I3: 2700余 visits, here 2705, reach every firm above scale or quota; 12 events with 108 who came.
{
  echo 企业名称,规上企业,限上企业
  for i in $(seq 78); do echo "企业$i,是,"; done
  for i in $(seq 79 90); do echo "企业$i,,是"; done
  echo "企业91,,"
} | take_in enterprise --verdict new --reason 各不相同
{
  echo 走访主题,企业,走访日期
  for i in $(seq 2705); do echo "走访$i,企业$((i % 90 + 1)),2023-0$((i / 90 % 6 + 1))-$((i / 540 + 10))"; done
} | take_in visit
tells 'I2: more than 2700 visits' 'Total 2,705 .*' landfall report visits --from 2023-01-01 --to 2023-06-30
tells 'I3: every firm above scale or quota is visited' 'Total 90 90 0 100\.0%' landfall report visit-coverage --from 2023-01-01 --to 2023-06-30
tells 'I3: those above quota' 'Above quota 12 12 0 100\.0%' landfall report visit-coverage --by tier --from 2023-01-01 --to 2023-06-30
{
  echo 活动名称,类型,举办日期,人次
  for i in $(seq 12); do echo "企业咖啡时$i,企业咖啡时,2023-0$((i % 6 + 1))-20,9"; done
} | take_in event
tells 'I2 I4: 12 events, 108 people' 'Total 12 108 .*' landfall report events --from 2023-01-01 --to 2023-06-30

# C2 to C5, A5: from a meeting on 31 January the ends of months are kept.
invited=$(landfall add project name=新招引项目 stage=approved approved_date=2023-01-31)
tells 'C2 A5: signing within a month' 'Signing by 28 Feb 2023, 27 days left' landfall clocks "$invited" --on 2023-02-01
tells 'C3 A5: land within three' 'Land by 30 Apr 2023, 88 days left' landfall clocks "$invited" --on 2023-02-01
tells 'C4 A5: start within six' 'Start by 31 Jul 2023, 180 days left' landfall clocks "$invited" --on 2023-02-01
# C5, A6: 66 days from the agreement to the start.
landfall add project name=西湖大学光电研究院 stage=started approved_date=2023-01-31 signed_date=2023-02-10 \
  land_date=2023-03-01 started_date=2023-04-17 >/dev/null
tells 'C5 A6: 66 days' 'Signing to start All projects 1 1 66 66 66' landfall report clocks
# C4, A6: 82 days from the land to the start on average.
{
  echo 项目名称,当前阶段,供地日期,开工日期
  echo 甲,开工,2023-03-01,2023-05-22
  echo 乙,开工,2023-03-01,2023-06-26
} | take_in project
tells 'C4 A6: 82 days on average' 'Land to start All projects 3 3 82 82 47' landfall report clocks
# C6: production within a month of completion.
finished=$(landfall add project name=竣工项目 stage=completed completed_date=2023-05-31)
tells 'C6: production by the end of June' 'Production by 30 Jun 2023, .*' landfall clocks "$finished" --on 2023-06-01

# L6, A11: 30 trips, 60 firms.
{
  echo 行程名称,出发日期,返回日期
  for i in $(seq 30); do echo "外出招商$i,2023-0$((i % 5 + 1))-10,2023-0$((i % 5 + 1))-12"; done
} | take_in trip
tells 'L6 A11: 30 trips' 'Total 30 .*' landfall report trips --from 2023-01-01 --to 2023-06-30

# L2: two projects of more than 10亿, packaging and modules, close the chain of integrated circuits.
chain=$(landfall add chain name=集成电路)
for segment in 设计 封装 模组; do landfall add segment "name=$segment" "chain=$chain" >/dev/null; done
landfall add enterprise name=设计企业 kind=resident segment=设计 "chain=$chain" jobs=300 >/dev/null
tells 'L2: packaging and modules are missing' '集成电路 2 segments missing: 封装, 模组 .*' landfall chain
landfall add project name=封装项目 stage=started started_date=2023-05-04 total_investment=12亿元 segment=封装 "chain=$chain" >/dev/null
landfall add project name=模组项目 stage=started started_date=2023-05-04 total_investment=11亿元 segment=模组 "chain=$chain" >/dev/null
tells 'L2: two projects close it' '集成电路 Closed.*' landfall chain
# K9: all that is known of the chain is 10亿 and more.
tells 'K9: the share of 10亿 and more is 100 %' 'CNY 1,000 to 5,000 million 2 100\.0% CNY 2,300 million 100\.0%' \
  landfall report structure --by band --where 'chain=集成电路'

# L11: what the platform sends in a month is judged together, and its yield told.
{
  echo 项目名称,投资方,总投资,产业链
  for i in $(seq 6); do echo "推送线索$i,推送企业$i,${i}亿元,集成电路"; done
} >"$folder/batch.csv"
landfall screen import "$folder/batch.csv" --batch 2023年5月推送 >/dev/null
for name in 推送线索5 推送线索6; do
  lead=$(landfall --json list project --where "name=$name" | grep -om1 '"id" *: *"[^"]*"' | cut -d'"' -f4)
  landfall screen verdict "$lead" follow --reason 补封装环节 >/dev/null
done
tells 'L11: six leads of the month, two followed' '2023年5月推送 6 2 2 .*' landfall report batches

# I6: about 7000万元 are paid; the promise goes from the application to the payment.
promise=$(landfall add promise subject=研发补助 amount=约7000万元 promised_on=2023-01-10 enterprise=设计企业)
landfall promise apply "$promise" 申报 --on 2023-02-01 >/dev/null
landfall promise approve "$promise" 审定 --on 2023-02-10 >/dev/null
landfall promise pay "$promise" --amount 约7000万元 --on 2023-03-01 >/dev/null
tells 'I6: about CNY 70 million are paid in the year' '2023 1 about CNY 70 million 1' landfall report payments --by year

# I8: eight firms in the first batch, three of them candidates for the stock exchange.
{
  echo 企业名称,所在园区
  for i in $(seq 8); do echo "培育企业$i,"; done
} | take_in enterprise --verdict new --reason 各不相同
for i in $(seq 8); do
  tier=small_to_above_scale
  [ "$i" -gt 3 ] || tier=listing
  landfall add cultivation "title=培育企业$i" "enterprise=培育企业$i" batch=第一批 "tier=$tier" listed_on=2023-03-01 state=running >/dev/null
done
tells 'I8: eight firms in the first batch' '第一批 8 8 .*' landfall report cultivation --by batch
tells 'I8: three candidates' 'Listing candidate 3 3 .*' landfall report cultivation --by tier

# K8, A7: figures with their growth on the year before.
landfall add figure name=固投 indicator=fixed_investment period=2023-06-30 amount=13.7亿元 growth_percent=53.93 >/dev/null
tells 'K8 A7: 13.7亿, 53.93 % more than the year before' '固投 Fixed-asset investment 30 Jun 2023 CNY 1,370 million 53\.93% .*' landfall list figure
the_end
