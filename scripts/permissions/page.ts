/** The table of routes and roles as a page, from `tests/integration/visibility`. */
import { routes, type RouteName } from '@tradepost/contract';
import { type Area, COLUMNS } from '../../tests/integration/visibility/area.ts';
import { AREAS } from '../../tests/integration/visibility/areas.ts';

export interface Language {
  /** Name of the file in `docs`. */
  readonly file: string;
  readonly title: string;
  readonly intro: readonly string[];
  readonly head: { readonly route: string; readonly whose: string };
  readonly roles: Readonly<Record<(typeof COLUMNS)[number], string>>;
  readonly own: string;
  readonly other: string;
  readonly any: string;
  readonly signs: Readonly<Record<string, string>>;
  /** Of the areas; one without a title has its own name. */
  readonly areas: Readonly<Record<string, string>>;
}

export const LANGUAGES: readonly Language[] = [
  {
    file: 'permissions.md',
    title: 'Who may do what',
    intro: [
      'Each route of the API against each role. "Own" is the caller’s own thing, "another’s" that of a salesperson; the',
      'manager here leads the whole company. The same tables drive a test (`tests/integration/visibility`), so this page',
      'is what the product does. Made by `node scripts/dump-permissions.ts`; do not edit it.',
      '',
      '✓ allowed · – the list does not show it · 401 not signed in · 403 the role may not · 404 as if it were not there ·',
      '409, 422 the role may, and this case was refused by its rule',
    ],
    head: { route: 'Route', whose: 'Whose' },
    roles: {
      nobody: 'Nobody',
      owner: 'Owner',
      admin: 'Administrator',
      manager: 'Manager',
      salesperson: 'Salesperson',
      merchandiser: 'Merchandiser',
      reader: 'Reader',
    },
    own: 'own',
    other: 'another’s',
    any: 'any',
    signs: { '200': '✓', sees: '✓', blank: '–' },
    areas: {
      session: 'Sign-in, the company and tokens',
      'mail-account': 'Mail accounts',
      customer: 'Customers and their contacts',
      message: 'Mail',
      people: 'People and departments',
      policy: 'Outgoing mail and privacy',
      notice: 'Notices',
      audit: 'Audit log',
      record: 'The customer record',
      competitor: 'Competitors',
      complaint: 'Complaints',
      'customer-list': 'Lists, search and export of customers',
      intake: 'Imports, cards and batches',
      inquiry: 'Inquiries of platforms',
      activity: 'Activities and files',
      merge: 'Merging',
      unified: 'The unified mailbox',
      search: 'Search',
      savedSearch: 'Saved searches, and what a search finds as a file',
      handover: 'Hand-over',
      collision: 'Collisions',
      promise: 'Promises',
      pool: 'The public pool',
      letter: 'Writing mail',
      'letter-approval': 'Approval of outgoing mail',
      'letter-template': 'Templates of letters',
      'mass-mail': 'Mass mail',
      'follow-up': 'The policy of following up',
      task: 'Tasks and the list of today',
      reminder: 'Reminders by mail',
    },
  },
  {
    file: 'permissions.zh-CN.md',
    title: '权限一览',
    intro: [
      'API 的每个接口对应每种角色的权限。“本人”指调用者自己的数据，“他人”指另一位业务员的数据；表中的经理负责全公司。',
      '同一份表格驱动自动化测试（`tests/integration/visibility`），因此本页即产品的实际行为。',
      '由 `node scripts/dump-permissions.ts` 生成，请勿手工修改。',
      '',
      '✓ 允许 · – 列表中不显示 · 401 未登录 · 403 角色无权 · 404 视同不存在 · 409、422 角色有权，但该情形被规则拒绝',
    ],
    head: { route: '接口', whose: '数据归属' },
    roles: {
      nobody: '未登录',
      owner: '老板',
      admin: '管理员',
      manager: '经理',
      salesperson: '业务员',
      merchandiser: '跟单员',
      reader: '只读',
    },
    own: '本人',
    other: '他人',
    any: '不限',
    signs: { '200': '✓', sees: '✓', blank: '–' },
    areas: {
      session: '登录、公司信息与令牌',
      'mail-account': '邮箱账号',
      customer: '客户与联系人',
      message: '邮件',
      people: '人员与部门',
      policy: '系统发信与可见范围',
      notice: '通知',
      audit: '操作日志',
      record: '客户档案',
      competitor: '竞争对手',
      complaint: '客户投诉',
      'customer-list': '客户列表、查询与导出',
      intake: '导入、名片与批次',
      inquiry: '平台询盘',
      activity: '接触记录与文件',
      merge: '合并',
      unified: '公司统一信箱',
      search: '搜索',
      savedSearch: '已存搜索与结果导出',
      handover: '客户移交',
      collision: '撞单',
      promise: '承诺',
      pool: '公海',
      letter: '写邮件',
      'letter-approval': '邮件审批',
      'letter-template': '邮件模板',
      'mass-mail': '群发邮件',
      'follow-up': '跟进规则',
      task: '任务与今日列表',
      reminder: '提醒邮件',
    },
  },
];

export function permissionsPage(language: Language): string {
  const columns = COLUMNS.map((column) => language.roles[column]);
  const lines = [`# ${language.title}`, '', ...language.intro];
  for (const [name, area] of Object.entries(AREAS)) {
    const rows = Object.keys(area.rows).flatMap((route) => rowsOf(language, area, route as RouteName));
    if (rows.length === 0) continue;
    lines.push('', `## ${language.areas[name] ?? name}`, '');
    lines.push(`| ${[language.head.route, language.head.whose, ...columns].join(' | ')} |`);
    lines.push(`|${'---|'.repeat(columns.length + 2)}`, ...rows);
  }
  return `${lines.join('\n')}\n`;
}

function rowsOf(language: Language, area: Area, name: RouteName): string[] {
  const row = area.rows[name];
  if (row === undefined) return [];
  const { method, path } = routes[name];
  const cells = (text: string) => text.split(' ').map((cell) => language.signs[cell] ?? cell);
  const line = (whose: string, text: string) =>
    `| \`${method} ${path}\` | ${whose} | ${cells(text).join(' | ')} |`;
  if (row.own === row.other) return [line(language.any, row.own)];
  return [line(language.own, row.own), line(language.other, row.other)];
}
