#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Ningbo Hangzhou Bay New Area (杭州湾新区), spring 2020: promotion without meeting, a build plan on the wall, service to firms.
. "$(dirname "$0")/story.sh"
zone 杭州湾新区 >/dev/null

# V1, V3, A8: 346 projects under construction, 1422亿 in all, 256亿 of it this year.
{
  echo 项目名称,当前阶段,总投资,开工日期
  for i in $(seq 345); do echo "建设项目$i,开工,40800万元,2019-05-06"; done
  echo 建设项目346,开工,144000万元,2019-05-06
} | take_in project
{
  echo 项目,月份,年度计划投资
  for i in $(seq 345); do echo "建设项目$i,2020-03-31,7360万元"; done
  echo 建设项目346,2020-03-31,20800万元
} | take_in progress
tells 'V1 A8: 346 projects of 142.2 billion, 18.0 % this year, 411 million each' \
  'Total 346 CNY 142,200 million CNY 25,600 million 18\.0% CNY 0 0\.0% CNY 410\.98 million' \
  landfall report year-plan --from 2020-01-01 --to 2020-12-31
# L7: a talk by video is broken off on 13 March and held on 18 March; the contract is signed by mail.
pharmaron=$(landfall add project name=康龙化成生命科学园 stage=signed signed_date=2020-03-18 total_investment=40亿元 industry=生命健康 jobs=5000 annual_output=约50亿元)
landfall add interaction subject=云洽谈 kind=video held_on=2020-03-13 state=broken_off resumed_on=2020-03-18 "project=$pharmaron" >/dev/null
landfall add interaction subject=邮寄签 kind=mail_signing held_on=2020-03-18 "project=$pharmaron" >/dev/null
tells 'L7: the talk was broken off and taken up again' 'Interactions: 1' \
  landfall list interaction --where 'state=broken_off and resumed_on=2020-03-18'
tells 'L7: talks by kind' 'Signing by mail 1 .*' landfall report talks --by kind

# C12: what the contract says keeps its qualifier.
tells 'C12: 40亿' 'Total investment CNY 4,000 million' landfall show "$pharmaron"
tells 'C12: about 50亿 a year' 'Annual output at full capacity about CNY 5,000 million' landfall show "$pharmaron"
tells 'C12: 5000 staff' 'Jobs 5,?000' landfall show "$pharmaron"

# L5: the zone's own industries, 1+3+3, and what a project of one of them counts to.
grow() {
  landfall add industry "name=$1" >/dev/null
  for name in "${@:2}"; do landfall add industry "name=$name" "parent=$1" >/dev/null; done
}
grow 龙头产业 汽车
grow 支柱产业 智能装备 生命健康 新材料
grow 新兴产业 数字经济 通用航空 现代服务
under() { landfall list industry --where "parent=$1" | grep -o 'Industries: .'; }
tells 'L5: one leading industry' 'Industries: 1' under 龙头产业
tells 'L5: three pillars' 'Industries: 3' under 支柱产业
tells 'L5: and three new ones' 'Industries: 3' under 新兴产业
tells 'L5: a project counts to the industry above its own' '支柱产业/生命健康 1 .*' landfall report by-industry

# L9: a group that reinvests again and again is seen as one, its firms' projects counted once.
group=$(landfall add enterprise name=吉利集团)
landfall add enterprise name=吉利整车 "parent=$group" >/dev/null
landfall add enterprise name=吉利研究院 "parent=$group" >/dev/null
{
  echo 项目名称,投资方,项目类型,当前阶段,签约日期,总投资
  for i in $(seq 6); do echo "整车$i,吉利整车,增资扩产,签约,2019-0$i-01,60亿元"; done
  for i in $(seq 6); do echo "研究院$i,吉利研究院,增资扩产,签约,2019-0$i-01,41亿元"; done
} | take_in project
tells 'L9: twelve projects of one group, 60.6 billion' '吉利集团 .*CNY 60,600 million.*' landfall report corporate-groups

# I10: twenty incubated firms with a host.
host=$(landfall add enterprise name=众创园 kind=resident)
{
  echo 企业名称,成立日期,孵化载体
  for i in $(seq 20); do echo "孵化企业$i,2020-01-01,众创园"; done
} | take_in enterprise --verdict new --reason 各不相同
tells 'I10: twenty incubated firms' '众创园 20 .*' landfall report incubated-firms
the_end
