/** The morning mail's own words. */
import type { ActivityKind, Locale } from '@tradepost/db';

export interface DailyCounts {
  readonly unanswered: number;
  readonly overdue: number;
  readonly today: number;
  readonly promises: number;
}

interface DailyWords {
  /** The numbers that matter. */
  subject(counts: DailyCounts, notes: number): string;
  readonly title: string;
  dateline(day: string): string;
  readonly unanswered: string;
  readonly overdue: string;
  readonly today: string;
  readonly promises: string;
  readonly plans: string;
  readonly notes: string;
  readonly figures: {
    readonly unanswered: string;
    readonly overdue: string;
    readonly today: string;
    readonly promises: string;
  };
  more(count: number): string;
  backToPool(day: string): string;
  far(day: string): string;
  morePool(count: number): string;
  moreFar(count: number): string;
  readonly activity: Readonly<Record<ActivityKind, string>>;
  plan(time: string, what: string): string;
  readonly open: string;
  readonly reply: string;
  why(time: string, zone: string): string;
  readonly settings: string;
}

const count = (n: number, one: string, many = one) => `${n} ${n === 1 ? one : many}`;

const EN: DailyWords = {
  subject: ({ unanswered, overdue, today, promises }, notes) => {
    const parts = [
      ...(today > 0 ? [`${today} for today`] : []),
      ...(overdue > 0 ? [`${overdue} overdue`] : []),
      ...(unanswered > 0 ? [`${unanswered} unanswered`] : []),
      ...(promises > 0 ? [count(promises, 'promise due', 'promises due')] : []),
    ];
    return parts.length === 0
      ? count(notes, 'thing worth knowing', 'things worth knowing')
      : parts.join(', ');
  },
  title: 'Your day',
  dateline: (day) => `Daily reminder, ${day}`,
  unanswered: 'Waiting for your answer',
  overdue: 'Overdue',
  today: 'For today',
  promises: 'Promises due',
  plans: 'Planned for today',
  notes: 'Worth knowing',
  figures: { unanswered: 'unanswered', overdue: 'overdue', today: 'for today', promises: 'promises due' },
  more: (n) => `${n} more in Tradepost`,
  backToPool: (day) => `Goes back to the public pool on ${day}, unless you contact them before`,
  far: (day) => `Next date ${day}: more than twice the usual interval`,
  morePool: (n) => `${count(n, 'more customer goes', 'more customers go')} back to the pool soon`,
  moreFar: (n) => `${count(n, 'more customer has', 'more customers have')} a next date that is far off`,
  activity: {
    call: 'Call',
    fax: 'Fax',
    meeting: 'Meeting',
    visit: 'Visit',
    'trade-fair': 'Trade fair',
    chat: 'Chat',
    note: 'Note',
  },
  plan: (time, what) => `${time} ${what}`,
  open: 'Open today’s list',
  reply: 'Reply to this mail to act: “1 done”, “2 tomorrow”, “3 snooze 3d”, one line for each.',
  why: (time, zone) => `You get this at ${time} (${zone}) on working days when there is something to do.`,
  settings: 'Choose your reminders',
};

const ZH: DailyWords = {
  subject: ({ unanswered, overdue, today, promises }, notes) => {
    const parts = [
      ...(today > 0 ? [`今天待办 ${today} 项`] : []),
      ...(overdue > 0 ? [`逾期 ${overdue} 项`] : []),
      ...(unanswered > 0 ? [`待回复 ${unanswered} 封`] : []),
      ...(promises > 0 ? [`承诺到期 ${promises} 项`] : []),
    ];
    return parts.length === 0 ? `${notes} 件事请留意` : parts.join('，');
  },
  title: '今天的工作',
  dateline: (day) => `每日提醒，${day}`,
  unanswered: '等您回复',
  overdue: '已逾期',
  today: '今天要做',
  promises: '承诺到期',
  plans: '今天的安排',
  notes: '请留意',
  figures: { unanswered: '待回复', overdue: '逾期', today: '今天待办', promises: '承诺到期' },
  more: (n) => `另有 ${n} 项，请在 Tradepost 查看`,
  backToPool: (day) => `${day} 前若无联系，将退回公海`,
  far: (day) => `下次跟进定在 ${day}，超过常规间隔的两倍`,
  morePool: (n) => `另有 ${n} 位客户即将退回公海`,
  moreFar: (n) => `另有 ${n} 位客户的下次跟进时间过远`,
  activity: {
    call: '电话',
    fax: '传真',
    meeting: '会面',
    visit: '拜访',
    'trade-fair': '展会',
    chat: '聊天',
    note: '备注',
  },
  plan: (time, what) => `${time} ${what}`,
  open: '打开今日清单',
  reply: '可直接回复本邮件处理，每项一行：“1 完成”“2 明天”“3 推迟3天”。',
  why: (time, zone) => `有待办事项时，此邮件在工作日 ${time}（${zone}）发送。`,
  settings: '设置我的提醒',
};

export const DAILY_WORDS: Readonly<Record<Locale, DailyWords>> = { en: EN, 'zh-CN': ZH };
