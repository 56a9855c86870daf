/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done and which pages there are, by name. */

#include "config.h"

#include "lf-command.h"

#include "lf-core.h"
#include "lf-name-fit.h"
#include "lf-view.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHOW_VIEW "win.show-view::"

/* clang-format off */
static const LfCommand commands[] = {
  { "win.capture", N_ ("New lead"), "新建线索|记线索|快速记录", "list-add-symbolic" },
  { "win.new-record::enterprise", N_ ("New enterprise"), "新建企业", "list-add-symbolic" },
  { "win.new-record::contact", N_ ("New contact"), "新建联系人", "list-add-symbolic" },
  { "win.new-record::problem", N_ ("New problem"), "收集问题|新建问题", "list-add-symbolic" },
  { "win.new-record::trip", N_ ("New trip"), "新建行程|规划行程", "list-add-symbolic" },
  { "win.new-record::meeting", N_ ("New meeting"), "新建会议|新建例会", "list-add-symbolic" },
  { "win.new-record::chain", N_ ("New chain"), "新建产业链", "list-add-symbolic" },
  { "win.new-record::contest", N_ ("New contest"), "新建竞赛", "list-add-symbolic" },
  { "win.new-record::goal", N_ ("New goal"), "新建目标|签军令状", "list-add-symbolic" },
  { "win.new-record::campaign", N_ ("New campaign"), "新建专项行动", "list-add-symbolic" },
  { "win.new-record::rule", N_ ("New rule"), "新建规则|调整时限|亮灯规则", "list-add-symbolic" },
  { "win.undo", N_ ("Undo"), "撤销", "edit-undo-symbolic" },
  { "win.redo", N_ ("Redo"), "重做|恢复", "edit-redo-symbolic" },
  { "win.import", N_ ("Import a spreadsheet"), "导入表格|导入", "document-open-symbolic" },
  { "win.export", N_ ("Export the list"), "导出列表|导出", "document-save-symbolic" },
  { "win.close-lamps", N_ ("Close the lamps of last month"), "亮灯月结|上月亮灯|封存亮灯" },
  { "win.filter", N_ ("Search and filter"), "搜索与筛选|筛选", "edit-find-symbolic" },
  { "win.board(true)", N_ ("Show as board"), "看板|以看板显示" },
  { "win.board(false)", N_ ("Show as list"), "列表|以列表显示" },
  { "win.sidebar", N_ ("Hide or show the sidebar"), "侧栏|隐藏或显示侧栏" },
  { "win.sync", N_ ("Sync now"), "立即同步|同步" },
  { "win.sign-in", N_ ("Sign in to a server"), "登录服务器|登录" },
  { "win.account", N_ ("My account"), "我的账号|修改密码" },
  { "win.backups", N_ ("Backups"), "备份|恢复备份" },
  { "win.preferences", N_ ("Preferences"), "首选项|设置|偏好", "preferences-system-symbolic" },
  { "app.help", N_ ("Guide"), "使用指南|帮助|help", "help-browser-symbolic" },
  { "app.shortcuts", N_ ("Keyboard shortcuts"), "键盘快捷键|快捷键" },
  { "app.about", N_ ("About Landfall"), "关于落地|关于" },
  { "app.quit", N_ ("Quit"), "退出" },

  { SHOW_VIEW "today", N_ ("Today"), "今日|今天|待办" },
  { SHOW_VIEW "leads", N_ ("Leads"), "线索" },
  { SHOW_VIEW "negotiations", N_ ("Negotiations"), "洽谈|在谈" },
  { SHOW_VIEW "signings", N_ ("Signings"), "签约" },
  { SHOW_VIEW "land", N_ ("Land handover"), "供地|拿地" },
  { SHOW_VIEW "projects", N_ ("All projects"), "全部项目|所有项目|项目" },
  { SHOW_VIEW "charts", N_ ("Charts"), "图表|统计|报表" },
  { SHOW_VIEW "dashboard", N_ ("Dashboard"), "仪表盘|驾驶舱|大屏|看板页" },
  { SHOW_VIEW "bulletin", N_ ("Bulletins"), "通报|简报|工作通报|月报" },
  { SHOW_VIEW "enterprises", N_ ("Enterprises"), "企业" },
  { SHOW_VIEW "contacts", N_ ("Contacts"), "联系人" },
  { SHOW_VIEW "chains", N_ ("Chains"), "产业链|鱼骨图|补链|缺失环节|七个一" },
  { SHOW_VIEW "trips", N_ ("Trips"), "外出招商|行程|出差" },
  { SHOW_VIEW "screening", N_ ("Joint screening"), "联合研判|研判|评分|专家|公平竞争" },
  { SHOW_VIEW "contests", N_ ("Contests"), "竞赛|红旗蜗牛|赛马" },
  { SHOW_VIEW "goals", N_ ("Goals"), "目标|年度目标|军令状|追责" },
  { SHOW_VIEW "campaigns", N_ ("Campaigns"), "专项行动|招大引强|招强补链|双招双引|百日攻坚" },
  { SHOW_VIEW "parks", N_ ("Parks"), "园区|产业布局图|错位发展" },
  { SHOW_VIEW "meetings", N_ ("Meetings"), "会议|例会|调度会" },
  { SHOW_VIEW "wall", N_ ("Wall charts"), "挂图|挂图作战|项目图|问题图|亮灯图|作战图|投屏" },
  { SHOW_VIEW "schedules", N_ ("Schedules"), "工期|倒排工期|倒排|甘特图|节点" },
  { SHOW_VIEW "problems", N_ ("Problems"), "问题|企业诉求|诉求" },
  { SHOW_VIEW "promises", N_ ("Promises"), "政策兑现|兑现|承诺" },
  { SHOW_VIEW "visits", N_ ("Service visits"), "走访服务|走访" },
  { SHOW_VIEW "events", N_ ("Events"), "活动|企业咖啡时|集中签约|集中开工" },
  { SHOW_VIEW "policies", N_ ("Policies"), "政策|条款" },
  { SHOW_VIEW "funds", N_ ("Funds"), "产业基金|基金" },
  { SHOW_VIEW "experts", N_ ("Experts"), "专家库|专家" },
  { SHOW_VIEW "ideas", N_ ("Project ideas"), "谋划项目" },
  { SHOW_VIEW "lists", N_ ("Rolling lists"), "滚动清单" },
  { SHOW_VIEW "industries", N_ ("Industries"), "产业体系|产业目录" },
  { SHOW_VIEW "enquiries", N_ ("Enquiries"), "投资咨询|咨询|答疑" },
  { SHOW_VIEW "cultivation", N_ ("Cultivation list"), "梯次培育|一企一策|孵化" },
  { SHOW_VIEW "claims", N_ ("First reports"), "首报首谈|首谈" },
  { SHOW_VIEW "transfers", N_ ("Transfers"), "跨园流转|流转" },
  { SHOW_VIEW "duplicates", N_ ("Duplicates"), "查重|重复" },
  { SHOW_VIEW "conflicts", N_ ("Conflicts"), "冲突" },
  { SHOW_VIEW "pending", N_ ("Pending changes"), "待发送|待同步" },
  { SHOW_VIEW "trash", N_ ("Trash"), "回收站" },
  { SHOW_VIEW "admin", N_ ("Administration"), "管理" },
};
/* clang-format on */

/* (nullable): the page that it shows */
static const LfView *
view_of (const LfCommand *self)
{
  return g_str_has_prefix (self->action, SHOW_VIEW)
             ? lf_view_find (self->action + strlen (SHOW_VIEW))
             : NULL;
}

static gboolean
is_there (const LfCommand *self, gboolean is_administrator)
{
  const LfView *view = view_of (self);

  if (view == NULL)
    return !g_str_has_prefix (self->action, SHOW_VIEW);
  return is_administrator || !view->is_for_administrators;
}

/* ---- Finding ---- */

static LfFit
fit (const LfCommand *self, const char *wanted)
{
  LfFit best = MIN (lf_name_fit (self->label, wanted), lf_name_fit (_ (self->label), wanted));

  return MIN (best, lf_names_fit (self->names, wanted));
}

GPtrArray *
lf_commands_find (const char *typed, gboolean is_administrator, guint *ret_n_best)
{
  g_autofree char *wanted = lf_text_fold (typed);
  GPtrArray *found = g_ptr_array_new ();

  *ret_n_best = 0;
  for (LfFit wanted_fit = LF_FIT_BEGINS; *wanted != '\0' && wanted_fit < LF_FIT_NOT; wanted_fit++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
        if (is_there (&commands[i], is_administrator) && fit (&commands[i], wanted) == wanted_fit)
          g_ptr_array_add (found, (gpointer) &commands[i]);
      if (wanted_fit == LF_FIT_BEGINS)
        *ret_n_best = found->len;
    }
  return found;
}

/* ---- For people ---- */

const char *
lf_command_label (const LfCommand *self)
{
  return _ (self->label);
}

const char *
lf_command_icon (const LfCommand *self)
{
  if (view_of (self) != NULL)
    return view_of (self)->icon;
  return self->icon != NULL ? self->icon : "system-run-symbolic";
}

const char *
lf_command_kind (const LfCommand *self)
{
  return view_of (self) != NULL ? _ ("Page") : _ ("Command");
}

/* A page's keys are those of its place in the sidebar. */
static char *
action_with_keys (const LfCommand *self)
{
  guint n;
  const LfView *view = view_of (self), *views = lf_views (&n);

  return view == NULL ? g_strdup (self->action)
                      : g_strdup_printf ("win.view(%d)", (int) (view - views));
}

char *
lf_command_keys (const LfCommand *self, GtkApplication *application)
{
  g_autofree char *action = action_with_keys (self);
  g_auto (GStrv) keys
      = application == NULL ? NULL : gtk_application_get_accels_for_action (application, action);
  guint key;
  GdkModifierType modifiers;

  if (keys == NULL || keys[0] == NULL || !gtk_accelerator_parse (keys[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}
