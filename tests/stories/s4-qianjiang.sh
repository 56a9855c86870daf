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
the_end
