/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is packed is likely to hold these, the most likely last: the dictionary it is deflated with.
 * Not a byte of it may change, for stores cannot be read without it; another one would need another
 * first byte. */

#pragma once

/* clang-format off */
#define LF_PACKED_WORDS \
  "\004statistics_division\000\004statistics_name\000\004is_on_provincial_list\000\004is_re" \
  "search_centre\000\004is_headquarters\000\004is_enclave\000\004is_chemical\000\004is_conf" \
  "idential\000\004above_scale_date\000\004listed_date\000\004planned_production_date\000" \
  "\004planned_start_date\000\004housing_need_homes\000\004emission_tonnes\000\004energy_tc" \
  "e\000\004building_area_m2\000\004found_tax_wan_per_mu\000\004promised_output_wan_per_mu" \
  "\000\004promised_investment_wan_per_mu\000\004promised_tax_wan_per_mu\000\004investment_" \
  "percent\000\004growth_percent\000\004starting_price\000\004construction_permit_date\000" \
  "\004works_permit_date\000\004land_permit_date\000\004vacant_area_mu\000\004area_mu\000" \
  "\004leading_industries\000\004accepted_on\000\004reviewed_on\000\004asked_on\000\004give" \
  "n_on\000\004done_on\000\004held_on\000\004due_on\000\004decided_by\000\004confirmed_by" \
  "\000\004accepted_by\000\004responsible\000\004reported_on\000\004capital_origin\000\004c" \
  "apital_nature\000\004investment_form\000\004promotion_type\000\004assigned_level\000\004" \
  "top_list\000\004talent_count\000\004annual_tax\000\004division_code\000\004industry_code" \
  "s\000\004legal_representative\000\004registered_capital\000\004credit_code\000\004founde" \
  "d_date\000\004is_above_scale\000\004is_high_tech\000\004former_names\000\004website\000" \
  "\004address\000\004office_phone\000\004department\000\004position\000\004leader\000\004a" \
  "ttendees\000\004minutes\000\004outcome\000\004result\000\004place\000\004subject\000\004" \
  "text\000\004answer\000\004problem\000\004evidence\000\004amount\000\004state\000\004reco" \
  "rd\000\004entity\000\004email\000\004wechat\000\004mobile\000\004phone\000\004city_code" \
  "\000\004county\000\004city\000\004province\000\004zone\000\004team\000\004batch\000\004c" \
  "ampaign\000\004trip\000\004visit\000\004meeting\000\004policy\000\004contract\000\004plo" \
  "t\000\004reporter\000\004steward\000\004parent_project\000\004chain\000\004segment\000" \
  "\004introducer\000\004channel\000\004source\000\004tags\000\004contacts\000\004files\000" \
  "\004title\000\004end_date\000\004start_date\000\004number\000医疗器械数字经济智能网联人" \
  "工智能现代服务业新一代信息技术高端装备智能制造生物医药电子信息集成电路半导体汽车零部件新" \
  "能源储能新材料研发中心总部产业园生产基地生产线产能年产自动化设备配套设施二期一期扩建厂房" \
  "用地土地园区开发区招商洽谈签约考察对接推进落实沟通电话联系领导资金投资政策方案协议合同时" \
  "间问题需求客户市场技术产品团队下周目前已经进行可以希望需要以及我们他们这个科技实业集团股" \
  "份有限公司上海北京深圳浙江江苏杭州苏州建设引进项目企业公司。，、2019-2020-2021-2022-2023" \
  "-2024-2025-2026-2027-full_capacity\000\004production\000\004completed\000\004started\000" \
  "\004land\000\004dropped\000\004suspended\000\004approved\000\004negotiation\000\004signe" \
  "d\000\004expansion\000\004tech_upgrade\000\004foreign\000\004domestic\000\004visit\000" \
  "\004reception\000\004remote\000\004referral\000\004hometown\000\004fund\000\004agency" \
  "\000\004event\000\004enquiry\000\004\004full_capacity_date\0002026-12\000\004production_" \
  "date\0002026-11\000\004completed_date\0002026-10\000\004started_date\0002026-09\000\004l" \
  "and_date\0002026-08\000\004signed_date\0002026-07\000\004approved_date\0002026-06\000" \
  "\004planned_completion_date\0002026-05\000\004stage_reason\000\004stage_evidence\000\010" \
  "enterprise\000\010project\000\005note\000\004name\000有限公司\000\004stage\000lead\000" \
  "\010enterprise\000\010park\000\010owner\000\004industry\000新材料\000\004kind\000new\000" \
  "\004content\000建设\000\004note\000\004total_investment\00050000000.00 CNY\000\004fixed_" \
  "investment\000000000.00 CNY\000\004annual_output\0000000000.00 CNY\000\004land_area_mu" \
  "\000\004jobs\00000\000\004stage_date\0002026-01-01\000\004next_step\000\004next_step_dat" \
  "e\0002026-02-\000\004lead_date\0002025-03-\000\004negotiation_date\0002025-04-\000"
/* clang-format on */
