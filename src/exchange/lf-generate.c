/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invented zone of any size: names put together from parts, amounts and dates drawn from skewed
 * distributions. */

#include "config.h"

#include "lf-generate.h"

#include <glib/gi18n-lib.h>

#define BATCH 500    /* projects in one change */
#define FIRM_EVERY 2 /* projects per enterprise, on average */
#define PROJECTS_PER_OWNER 200
#define MAX_OWNERS 200
#define MIN_OWNERS 6
#define N_PARKS 12
#define YEARS 5

/* clang-format off */
static const char *const cities[] = {
  "上海", "苏州", "杭州", "宁波", "深圳", "广州", "北京", "天津", "武汉", "成都", "重庆", "西安", "合肥", "南京", "无锡", "青岛",
  "长沙", "郑州", "厦门", "福州", "济南", "沈阳", "大连", "佛山", "东莞", "嘉兴", "绍兴", "温州", "台州", "常州", "南通", "烟台",
};
static const char *const syllables[] = {
  "澄", "岳", "珩", "朔", "瑾", "霁", "琅", "沐", "翊", "璞", "缙", "澜", "砺", "曜", "乾", "芷", "衡", "坤", "沛", "穗",
  "骁", "璟", "衢", "朗", "绮", "予", "弈", "磐", "皓", "缈", "铭", "杉", "黛", "叠", "岚", "汐", "拓", "泰", "启", "邈",
};
static const char *const suffixes[] = { "有限公司", "有限公司", "有限公司", "科技有限公司", "股份有限公司", "集团有限公司" };
static const char *const shapes[] = { "项目", "生产基地项目", "产业化项目", "研发中心", "扩产项目", "二期项目", "总部及制造基地", "技改项目" };
static const char *const surnames[] = {
  "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
  "单", "仇", "曾", "覃", "解", "欧阳", "诸葛", "上官",
};
static const char *const given[] = {
  "明", "志", "文", "晓", "思", "承", "若", "清", "远", "宁", "书", "雨", "泽", "涵", "嘉", "静", "川", "扬", "立", "舟",
};

static const struct { const char *industry; const char *products[4]; } industries[] = {
  { "高端装备", { "减速器", "数控机床", "激光装备", "液压件" } },
  { "汽车零部件", { "电驱总成", "智能座舱", "压铸件", "空气悬架" } },
  { "新材料", { "碳纤维", "高性能膜", "特种陶瓷", "工程塑料" } },
  { "新能源", { "储能系统", "光伏组件", "正极材料", "氢能装备" } },
  { "生物医药", { "重组蛋白", "疫苗佐剂", "植物提取物", "细胞制剂" } },
  { "医疗器械", { "介入导管", "诊断试剂", "康复器械", "口腔材料" } },
  { "电子信息", { "传感器", "电容器", "显示模组", "算力设备" } },
  { "集成电路", { "封装测试", "功率模块", "光刻材料", "晶圆载具" } },
};

/* How many of a thousand projects stand at each stage: a funnel that has been running for years. */
static const struct { const char *key; int weight; } stages[] = {
  { "lead", 320 }, { "negotiation", 210 }, { "approved", 60 }, { "signed", 110 }, { "land", 70 },
  { "started", 80 }, { "completed", 30 }, { "production", 45 }, { "full_capacity", 25 }, { "suspended", 20 }, { "dropped", 30 },
};
/* clang-format on */

#define N_LIVE 9
static const char *const date_fields[N_LIVE] = {
  "lead_date",    "negotiation_date", "approved_date",   "signed_date",        "land_date",
  "started_date", "completed_date",   "production_date", "full_capacity_date",
};

typedef struct
{
  GRand *random;
  const LfDate *today;
  LfChange *change;
  GPtrArray *parks; /* (element-type utf8): ids */
  GPtrArray *owners;
  char *firm; /* the enterprise of the next project, and what it is called and does */
  char *brand;
  guint industry;
} Generator;

#define PICK(self, table) (table[g_rand_int_range ((self)->random, 0, G_N_ELEMENTS (table))])

/* A few have most. */
static const char *
pick_skewed (const Generator *self, GPtrArray *ids)
{
  double u = g_rand_double (self->random);

  return g_ptr_array_index (ids, (guint) (u * u * u * ids->len));
}

static LfRecord *
new_record (const char *entity)
{
  return lf_record_new (lf_schema_find (entity), NULL);
}

static char *
create (Generator *self, LfRecord *record /* (transfer full) */)
{
  g_autoptr (LfRecord) owned = record;

  lf_change_create (self->change, owned);
  return g_strdup (lf_record_id (owned));
}

static void
set_date (LfRecord *record, const char *field, const LfDate *date)
{
  g_autofree char *value = lf_date_to_canonical (date);

  lf_record_set (record, field, value);
}

static void
set_money (LfRecord *record, const char *field, gint64 wan, LfQualifier qualifier)
{
  LfMoney money = { .minor = wan * LF_MONEY_WAN, .currency = "CNY", .qualifier = qualifier };
  g_autofree char *value = lf_money_to_canonical (&money);

  lf_record_set (record, field, value);
}

/* ---- Parks and people ---- */

static void
generate_parks (Generator *self)
{
  for (guint i = 0; i < N_PARKS; i++)
    {
      LfRecord *park = new_record ("park");
      g_autofree char *name
          = g_strdup_printf ("%s%s产业园%u区", PICK (self, cities),
                             industries[i % G_N_ELEMENTS (industries)].industry, i + 1);

      lf_record_set (park, "name", name);
      g_ptr_array_add (self->parks, create (self, park));
    }
}

static char *
person_name (const Generator *self)
{
  const char *surname = PICK (self, surnames);
  const char *first = PICK (self, given);
  const char *second = g_rand_boolean (self->random) ? PICK (self, given) : "";

  return g_strconcat (surname, first, second, NULL);
}

static void
generate_owners (Generator *self, guint n_projects)
{
  guint n = CLAMP (n_projects / PROJECTS_PER_OWNER, MIN_OWNERS, MAX_OWNERS);

  for (guint i = 0; i < n; i++)
    {
      LfRecord *account = new_record ("account");
      g_autofree char *name = person_name (self);

      lf_record_set (account, "name", name);
      lf_record_set (account, "role", "recruiter");
      lf_record_set (account, "park", pick_skewed (self, self->parks));
      g_ptr_array_add (self->owners, create (self, account));
    }
}

static void
generate_firm (Generator *self)
{
  LfRecord *firm = new_record ("enterprise");
  const char *city = PICK (self, cities);
  const char *suffix = PICK (self, suffixes);
  const char *first = PICK (self, syllables);
  const char *second = PICK (self, syllables);
  g_autofree char *name = NULL;

  g_free (self->firm);
  g_free (self->brand);
  self->industry = (guint) g_rand_int_range (self->random, 0, G_N_ELEMENTS (industries));
  self->brand = g_strconcat (first, second, NULL);
  name = g_strconcat (city, self->brand, industries[self->industry].products[0], suffix, NULL);
  lf_record_set (firm, "name", name);
  lf_record_set (firm, "kind", "investor");
  lf_record_set (firm, "industry", industries[self->industry].industry);
  lf_record_set (firm, "city", city);
  set_money (firm, "registered_capital", 100 * g_rand_int_range (self->random, 5, 300),
             LF_QUALIFIER_EXACT);
  self->firm = create (self, firm);
}

/* ---- Projects ---- */

static guint
pick_stage (const Generator *self)
{
  int left = g_rand_int_range (self->random, 0, 1000);
  guint stage = 0;

  while (left >= stages[stage].weight)
    left -= stages[stage++].weight;
  return stage;
}

/* The milestones up to the stage, backwards from the day it was entered. */
static void
set_stage (const Generator *self, LfRecord *project, guint stage)
{
  guint last = stage < N_LIVE ? stage : 1;
  LfDate date = lf_date_add_days (
      self->today, -g_rand_int_range (self->random, 0, YEARS * 365 / (int) (last + 1)));

  lf_record_set (project, "stage", stages[stage].key);
  set_date (project, "stage_date", &date);
  if (stage >= N_LIVE)
    lf_record_set (project, "stage_reason", "企业调整投资计划");
  for (guint s = last + 1; s > 0; s--)
    {
      set_date (project, date_fields[s - 1], &date);
      date = lf_date_add_days (&date, -g_rand_int_range (self->random, 5, 120));
    }
}

/* From a few million to some billions, most of them small; 5 % of the sources say "about". */
static void
set_amounts (const Generator *self, LfRecord *project)
{
  double u = g_rand_double (self->random);
  gint64 wan = 500 + 100 * (gint64) (u * u * u * u * 3000);
  gboolean is_about = g_rand_double (self->random) < 0.05;

  if (g_rand_double (self->random) < 0.08)
    return;
  set_money (project, "total_investment", wan, is_about ? LF_QUALIFIER_ABOUT : LF_QUALIFIER_EXACT);
  set_money (project, "fixed_investment", wan * 7 / 10, LF_QUALIFIER_EXACT);
  set_money (project, "annual_output", wan * 3 / 2, LF_QUALIFIER_EXACT);
}

static void
generate_project (Generator *self, guint number)
{
  LfRecord *project = new_record ("project");
  const char *product = PICK (self, industries[self->industry].products);
  g_autofree char *name
      = g_strdup_printf ("%s%s%s%u", self->brand, product, PICK (self, shapes), number);
  g_autofree char *content = g_strdup_printf ("建设%s生产线及配套设施，引进自动化设备。", product);

  lf_record_set (project, "name", name);
  lf_record_set (project, "enterprise", self->firm);
  lf_record_set (project, "park", pick_skewed (self, self->parks));
  lf_record_set (project, "owner", pick_skewed (self, self->owners));
  lf_record_set (project, "industry", industries[self->industry].industry);
  lf_record_set (project, "kind", "new");
  lf_record_set (project, "content", content);
  set_amounts (self, project);
  set_stage (self, project, pick_stage (self));
  g_free (create (self, project));
}

/* ---- Batches ---- */

static gboolean
save_batch (Generator *self, LfStore *store, GError **error)
{
  gboolean is_saved = lf_store_commit_sync (store, self->change, error);

  g_clear_pointer (&self->change, lf_change_unref);
  self->change = lf_change_new (_ ("Invented zone"));
  return is_saved;
}

static gboolean
generate_all (Generator *self, LfStore *store, guint n_projects, GError **error)
{
  generate_parks (self);
  generate_owners (self, n_projects);
  for (guint i = 0; i < n_projects; i++)
    {
      if (i % FIRM_EVERY == 0)
        generate_firm (self);
      generate_project (self, i + 1);
      if ((i + 1) % BATCH == 0 && !save_batch (self, store, error))
        return FALSE;
    }
  return save_batch (self, store, error);
}

gboolean
lf_generate_sync (
    LfStore *store, guint n_projects, guint32 seed, const LfDate *today, GError **error)
{
  Generator self = { .random = g_rand_new_with_seed (seed), .today = today };
  gboolean is_done;

  g_return_val_if_fail (LF_IS_STORE (store), FALSE);

  self.change = lf_change_new (_ ("Invented zone"));
  self.parks = g_ptr_array_new_with_free_func (g_free);
  self.owners = g_ptr_array_new_with_free_func (g_free);
  is_done = generate_all (&self, store, n_projects, error);

  lf_change_unref (self.change);
  g_ptr_array_unref (self.parks);
  g_ptr_array_unref (self.owners);
  g_free (self.firm);
  g_free (self.brand);
  g_rand_free (self.random);
  return is_done;
}
