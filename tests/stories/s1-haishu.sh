#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Haishu District, Ningbo (海曙区), early 2023: contribution counts, currencies stay apart, a fund leads.
. "$(dirname "$0")/story.sh"
zone 海曙区 >/dev/null

# K4, K5, A13: 179.42亿 in place, 99.72亿 of it by returning entrepreneurs, and 2.57亿美元, which stay dollars.
{
  echo 项目名称,当前阶段,总投资,签约日期
  echo 市外项目,签约,200亿元,2022-03-01
  echo 浙商项目,签约,120亿元,2022-03-01
  echo 外资项目,签约,3亿美元,2022-03-01
} | take_in project
{
  echo 凭证号,项目,类型,金额,到位日期,佐证材料,状态,确认日期
  echo 1,市外项目,市外内资,79.7亿元,2022-06-30,验资报告,已确认,2022-12-31
  echo 2,浙商项目,浙商回归,99.72亿元,2022-09-30,银行进账单,已确认,2022-12-31
  echo 3,外资项目,实际利用外资,2.57亿美元,2022-10-31,验资报告,已确认,2022-12-31
} | take_in funds_arrival
tells 'K5 L8: 179.42亿 in place, 99.72亿 by returning entrepreneurs; K4 A13: 257 million dollars' \
  'Total 3 CNY 17,942 million \+ USD 257 million USD 257 million CNY 9,972 million 3 100\.0% 0' \
  landfall report funds --by kind --from 2022-01-01 --to 2022-12-31

# K3: 4952 firms with a registered capital of 379.75亿.
{
  echo 企业名称,注册资本,成立日期
  for i in $(seq 4951); do echo "引进企业$i,767万元,2022-05-01"; done
  echo 引进企业4952,83万元,2022-05-01
} | take_in enterprise --verdict new --reason 各不相同
tells 'K3: 4952 firms, 379.75亿' 'Total 4,952 CNY 37,975 million .*' landfall report firms --by year

# L13: an industry fund of 20亿, and what it holds.
landfall add fund name=产业基金 kind=industry size=20亿元 >/dev/null
landfall add fund_stake title=领投浙商项目 fund=产业基金 project=浙商项目 amount=3亿元 invested_on=2022-10-01 >/dev/null
tells 'L13: a fund of 20亿' 'Funds: 1 · Size: CNY 2,000 million' landfall list fund
tells 'L13: 3亿 of it are invested' 'Fund stakes: 1 · Amount: CNY 300 million' landfall list fund_stake --where 'fund=产业基金'

# L15: three months and dozens of talks from the first one to the signature.
landfall add project name=京东方项目 stage=signed lead_date=2022-09-01 negotiation_date=2022-09-01 signed_date=2022-12-01 total_investment=10亿元 >/dev/null
{
  echo 主题,项目,方式,日期
  for i in $(seq 36); do echo "第$i次洽谈,京东方项目,视频,2022-10-$(printf %02d $((i % 28 + 1)))"; done
} | take_in interaction
tells 'L15: 36 talks' '京东方项目 36 .*' landfall report talks --by project --from 2022-09-01 --to 2022-12-01
tells 'L15: 91 days from the first talk to the signature' 'Total 1 0 1 0 100\.0% CNY 1,000 million 0 91' \
  landfall report velocity --by all --where 'name~京东方'

# L14, V11: a campaign with its target, and a list of ten whose members roll.
landfall add campaign name=招强补链 kind=chain start_date=2023-01-01 end_date=2023-12-31 target_projects=25 target_amount=111.5亿元 >/dev/null
{
  echo 项目名称,专项行动,当前阶段,签约日期,总投资
  for i in $(seq 25); do echo "西枢纽$i,招强补链,签约,2023-02-01,4.46亿元"; done
} | take_in project
tells 'V11 L14: 25 projects of 111.5亿 against their target' '招强补链 25 25 25 CNY 11,150 million CNY 11,150 million 0' landfall report campaigns
tells 'V11 L14: what the campaign won' 'Total 25 .*CNY 11,150 million.*' landfall report campaign-projects
ten=$(landfall add rolling_list name=十大项目前期 kind=prepared)
for i in $(seq 10); do landfall rolling in "$ten" "西枢纽$i" --on 2023-01-05 >/dev/null; done
landfall rolling out "$ten" 西枢纽1 --on 2023-03-01 >/dev/null
landfall rolling in "$ten" 西枢纽11 --on 2023-03-01 >/dev/null
on_it() { landfall rolling show "$ten" --on "$1" | grep -c 西枢纽; }
tells 'V11: ten are on the list before it rolls' 10 on_it 2023-02-01
tells 'V11: and ten after it rolled' 10 on_it 2023-04-01
tells 'V11: one entered in March, and one left' '十大项目前期 1 1 10' landfall report rolling-lists --from 2023-03 --to 2023-03

# L16: what the zone thinks out itself becomes a lead in one step.
for i in $(seq 10); do landfall add idea "name=谋划$i" total_investment=约5亿元 >/dev/null; done
landfall idea lead 谋划1 >/dev/null
tells 'L16: ten ideas of about 5 billion, one of them a lead' 'Total 10 0 1 10\.0% about CNY 5,000 million' landfall report ideas
the_end
