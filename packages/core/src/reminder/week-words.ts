/** The Monday report and the owner's brief in words. */
import type { Difficulty, Locale } from '@tradepost/db';

export interface BriefFacts {
  readonly mails: number;
  readonly waits: number;
  readonly answered: number;
  readonly median: string | null;
  readonly late: number;
  readonly onTime: number;
  readonly followUpsLate: number;
  readonly overdue: number;
  readonly customers: number;
  readonly inquiries: number;
  readonly quotations: number;
  readonly freshComplaints: number;
  readonly openComplaints: number;
  readonly oldestComplaint: number | null;
  readonly silent: number;
  readonly collisions: number;
  /** Who was late most often, with how many; null: nobody. */
  readonly behind: { readonly name: string; readonly count: number } | null;
}

interface WeekWords {
  subject(late: number, overdue: number, freshComplaints: number): string;
  dateline(from: string, to: string): string;
  readonly title: string;
  readonly figures: {
    readonly answered: string;
    readonly median: string;
    readonly late: string;
    readonly overdue: string;
  };
  readonly people: string;
  readonly columns: readonly [string, string, string, string, string, string];
  readonly total: string;
  readonly peopleNote: string;
  readonly fresh: string;
  readonly noFresh: string;
  readonly open: string;
  byAge(counts: readonly [number, number, number, number]): string;
  openFor(days: number): string;
  readonly overdue: string;
  readonly nobody: string;
  readonly feedback: string;
  readonly difficulties: Readonly<Record<Difficulty, string>>;
  readonly more: (count: number) => string;
  readonly rest: string;
  readonly counts: {
    readonly customers: string;
    readonly inquiries: string;
    readonly silent: string;
    readonly collisions: string;
    readonly market: string;
  };
  readonly button: string;
  why(time: string, zone: string): string;
  readonly settings: string;
  hours(seconds: number): string;
  /** Where there is little room. */
  shortHours(seconds: number): string;
  /** Between two facts of one thing. */
  readonly comma: string;
  readonly briefTitle: string;
  briefSubject(facts: BriefFacts): string;
  /** Nine lines at most; the address of the product is the tenth. */
  brief(facts: BriefFacts): string[];
}

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

const EN: WeekWords = {
  subject: (late, overdue, complaints) =>
    `Last week: ${late} late or missing ${late === 1 ? 'answer' : 'answers'}, ${overdue} overdue${complaints > 0 ? `, ${plural(complaints, 'new complaint', 'new complaints')}` : ''}`,
  dateline: (from, to) => `Weekly report, ${from} – ${to}`,
  title: 'Last week',
  figures: {
    answered: 'answered',
    median: 'median time to answer',
    late: 'answers late',
    overdue: 'follow-ups overdue',
  },
  people: 'By salesperson',
  columns: ['', 'Mails', 'Answered', 'Median', 'Late', 'Follow-ups'],
  total: 'All',
  peopleNote:
    'Answered: of the customers’ mails that waited. Median in working time. Follow-ups: on time / late.',
  fresh: 'New complaints',
  noFresh: 'No new complaints.',
  open: 'Open complaints, oldest first',
  byAge: ([a, b, c, d]) => `By age: up to 7 days ${a}, 8–14 days ${b}, 15–30 days ${c}, over 30 days ${d}.`,
  openFor: (days) => `open ${plural(days, 'day', 'days')}`,
  overdue: 'overdue',
  nobody: 'nobody works on it',
  feedback: 'New feedback from markets',
  difficulties: {
    price: 'Price',
    quality: 'Quality',
    delivery: 'Delivery',
    demand: 'Demand',
    competition: 'Competition',
    regulation: 'Regulation',
    payment: 'Payment',
    channel: 'Sales channel',
    service: 'Service',
    other: 'Other',
  },
  more: (n) => `${n} more in Tradepost`,
  rest: 'Besides',
  counts: {
    customers: 'new customers',
    inquiries: 'inquiries',
    silent: 'key customers without contact for long',
    collisions: 'open collisions',
    market: 'pieces of market information',
  },
  button: 'Open the report',
  why: (time, zone) => `You get this on the first working day of a week at ${time} (${zone}).`,
  settings: 'Choose your reminders',
  hours: (seconds) =>
    seconds < 3_600
      ? `${Math.max(1, Math.round(seconds / 60))} min`
      : `${(seconds / 3_600).toFixed(1).replace(/\.0$/, '')} h`,
  shortHours: (seconds) => EN.hours(seconds),
  comma: ', ',
  briefTitle: 'The week in brief',
  briefSubject: ({ late, openComplaints, overdue }) =>
    `Week in brief: ${plural(late, 'late answer', 'late answers')}, ${overdue} overdue, ${plural(openComplaints, 'open complaint', 'open complaints')}`,
  brief: (f) => [
    `${plural(f.mails, 'mail', 'mails')} written to customers.`,
    `${f.answered} of ${plural(f.waits, 'waiting mail', 'waiting mails')} answered${f.median === null ? '' : `, half of them within ${f.median} of working time`}.`,
    `${plural(f.late, 'answer was', 'answers were')} late or missing.`,
    `Follow-ups: ${f.onTime} on time, ${f.followUpsLate} late, ${f.overdue} overdue now.`,
    `${plural(f.customers, 'new customer', 'new customers')}, ${plural(f.inquiries, 'inquiry', 'inquiries')}, ${plural(f.quotations, 'quotation', 'quotations')}.`,
    `Complaints: ${f.freshComplaints} new, ${f.openComplaints} open${f.oldestComplaint === null ? '' : `, the oldest for ${plural(f.oldestComplaint, 'day', 'days')}`}.`,
    `${plural(f.silent, 'key customer has', 'key customers have')} heard nothing for long.`,
    `${plural(f.collisions, 'collision waits', 'collisions wait')} for a decision.`,
    ...(f.behind === null ? [] : [`Late most often: ${f.behind.name} (${f.behind.count}).`]),
  ],
};

const ZH: WeekWords = {
  subject: (late, overdue, complaints) =>
    `上周：逾期回复 ${late} 封，跟进逾期 ${overdue} 项${complaints > 0 ? `，新增投诉 ${complaints} 件` : ''}`,
  dateline: (from, to) => `周报，${from} 至 ${to}`,
  title: '上周工作',
  figures: { answered: '回复率', median: '首次响应中位数', late: '逾期回复', overdue: '跟进逾期' },
  people: '按业务员',
  columns: ['', '发信', '回复', '中位数', '逾期', '跟进'],
  total: '合计',
  peopleNote: '回复：已回复 / 待回复的客户来信。中位数按工作时间计算。跟进：按时 / 逾期。',
  fresh: '新增投诉',
  noFresh: '上周没有新增投诉。',
  open: '未结投诉（按时间先后）',
  byAge: ([a, b, c, d]) => `按时长：7 天以内 ${a} 件，8–14 天 ${b} 件，15–30 天 ${c} 件，30 天以上 ${d} 件。`,
  openFor: (days) => `已 ${days} 天`,
  overdue: '已逾期',
  nobody: '尚未指派',
  feedback: '新增市场反馈',
  difficulties: {
    price: '价格',
    quality: '质量',
    delivery: '交货',
    demand: '需求',
    competition: '竞争',
    regulation: '法规',
    payment: '付款',
    channel: '销售渠道',
    service: '服务',
    other: '其他',
  },
  more: (n) => `另有 ${n} 项，请在 Tradepost 查看`,
  rest: '其他',
  counts: {
    customers: '新增客户',
    inquiries: '询盘',
    silent: '久未联系的重点客户',
    collisions: '待处理撞单',
    market: '市场信息',
  },
  button: '打开工作统计',
  why: (time, zone) => `此邮件在每周第一个工作日 ${time}（${zone}）发送。`,
  settings: '设置我的提醒',
  hours: (seconds) =>
    seconds < 3_600
      ? `${Math.max(1, Math.round(seconds / 60))} 分钟`
      : `${(seconds / 3_600).toFixed(1).replace(/\.0$/, '')} 小时`,
  shortHours: (seconds) =>
    seconds < 3_600
      ? `${Math.max(1, Math.round(seconds / 60))}m`
      : `${(seconds / 3_600).toFixed(1).replace(/\.0$/, '')}h`,
  comma: '，',
  briefTitle: '一周简报',
  briefSubject: ({ late, openComplaints, overdue }) =>
    `一周简报：逾期回复 ${late} 封，跟进逾期 ${overdue} 项，未结投诉 ${openComplaints} 件`,
  brief: (f) => [
    `发给客户的邮件 ${f.mails} 封。`,
    `客户来信待回复 ${f.waits} 封，已回复 ${f.answered} 封${f.median === null ? '' : `，响应中位数 ${f.median}（工作时间）`}。`,
    `逾期或仍未回复 ${f.late} 封。`,
    `跟进：按时 ${f.onTime} 项，逾期完成 ${f.followUpsLate} 项，目前逾期 ${f.overdue} 项。`,
    `新增客户 ${f.customers} 位，询盘 ${f.inquiries} 个，报价 ${f.quotations} 份。`,
    `投诉：新增 ${f.freshComplaints} 件，未结 ${f.openComplaints} 件${f.oldestComplaint === null ? '' : `，最久已 ${f.oldestComplaint} 天`}。`,
    `久未联系的重点客户 ${f.silent} 位。`,
    `待处理撞单 ${f.collisions} 起。`,
    ...(f.behind === null ? [] : [`逾期最多：${f.behind.name}（${f.behind.count} 次）。`]),
  ],
};

export const WEEK_WORDS: Readonly<Record<Locale, WeekWords>> = { en: EN, 'zh-CN': ZH };
