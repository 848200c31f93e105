/** The leaders' morning mail in words. */
import type { Locale } from '@tradepost/db';

export interface ExceptionCounts {
  readonly answers: number;
  readonly others: number;
  readonly unread: number;
  readonly far: number;
  readonly broken: number;
}

interface ExceptionsWords {
  subject(counts: ExceptionCounts): string;
  readonly title: string;
  dateline(day: string): string;
  readonly answers: string;
  readonly others: string;
  readonly leavers: string;
  readonly far: string;
  readonly broken: string;
  more(count: number): string;
  whose(name: string): string;
  answerLate(age: string): string;
  unread(heir: string, customers: number): string;
  nobody(customers: number): string;
  farDate(day: string): string;
  notArchived(owner: string | null, since: string, why: string): string;
  readonly faults: Readonly<Record<string, string>>;
  readonly otherFault: string;
  readonly open: string;
  why(time: string, zone: string): string;
  readonly settings: string;
}

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

const EN: ExceptionsWords = {
  subject: ({ answers, others, unread, far, broken }) =>
    [
      ...(answers > 0 ? [count(answers, 'customer without an answer', 'customers without an answer')] : []),
      ...(others > 0 ? [`${others} overdue`] : []),
      ...(unread > 0 ? [`${unread} unread after a hand-over`] : []),
      ...(broken > 0 ? [count(broken, 'mailbox needs attention', 'mailboxes need attention')] : []),
      ...(far > 0 ? [count(far, 'date far off', 'dates far off')] : []),
    ].join(', '),
  title: 'What needs you',
  dateline: (day) => `Exceptions, ${day}`,
  answers: 'Customers without an answer',
  others: 'Overdue for too long',
  leavers: 'Customers of people who left or only read',
  far: 'Next dates far off',
  broken: 'Mail that is not archived',
  more: (n) => `${n} more in Tradepost`,
  whose: (name) => name,
  answerLate: (age) => `answer ${age} late`,
  unread: (heir, n) => `${heir} has not read ${count(n, 'customer', 'customers')} yet`,
  nobody: (n) => `${count(n, 'customer has', 'customers have')} no successor yet`,
  farDate: (day) => `next date ${day}, more than twice the usual interval`,
  notArchived: (owner, since, why) =>
    [owner, `since ${since}`, why].filter((part) => part !== null).join(', '),
  faults: {
    'wrong-password': 'the password is wrong',
    'app-password-needed': 'an app password is needed',
    'imap-disabled': 'IMAP is switched off',
    'refused-for-now': 'the server refuses for now',
    'too-many-connections': 'too many connections',
    'unknown-host': 'the server is unknown',
    unreachable: 'the server cannot be reached',
    timeout: 'the server does not answer',
    'mailbox-unreadable': 'a folder cannot be read',
    'mailboxes-not-kept': 'some folders are not archived',
    'secret-unreadable': 'the saved password cannot be read',
    'storage-full': 'the disk is full',
  },
  otherFault: 'see the account’s page',
  open: 'Open Tradepost',
  why: (time, zone) =>
    `You get this at ${time} (${zone}) on working days when something needs you, and only then.`,
  settings: 'Choose your reminders',
};

const ZH: ExceptionsWords = {
  subject: ({ answers, others, unread, far, broken }) =>
    [
      ...(answers > 0 ? [`${answers} 位客户未获回复`] : []),
      ...(others > 0 ? [`严重逾期 ${others} 项`] : []),
      ...(unread > 0 ? [`移交后未读 ${unread} 位`] : []),
      ...(broken > 0 ? [`${broken} 个邮箱归档异常`] : []),
      ...(far > 0 ? [`${far} 个跟进日期过远`] : []),
    ].join('，'),
  title: '需要您关注',
  dateline: (day) => `异常提醒，${day}`,
  answers: '客户来信未回复',
  others: '逾期过久',
  leavers: '离职或只读人员的客户',
  far: '下次跟进时间过远',
  broken: '邮件未能归档',
  more: (n) => `另有 ${n} 项，请在 Tradepost 查看`,
  whose: (name) => name,
  answerLate: (age) => `超过回复时限 ${age}`,
  unread: (heir, n) => `${heir} 还有 ${n} 位客户未阅读`,
  nobody: (n) => `还有 ${n} 位客户无人接手`,
  farDate: (day) => `下次跟进定在 ${day}，超过常规间隔的两倍`,
  notArchived: (owner, since, why) =>
    [owner, `自 ${since} 起`, why].filter((part) => part !== null).join('，'),
  faults: {
    'wrong-password': '密码错误',
    'app-password-needed': '需要授权码',
    'imap-disabled': '未开启 IMAP',
    'refused-for-now': '服务器暂时拒绝',
    'too-many-connections': '连接数过多',
    'unknown-host': '找不到服务器',
    unreachable: '无法连接服务器',
    timeout: '服务器没有响应',
    'mailbox-unreadable': '有文件夹无法读取',
    'mailboxes-not-kept': '有文件夹未被归档',
    'secret-unreadable': '已保存的密码无法读取',
    'storage-full': '磁盘已满',
  },
  otherFault: '详见邮箱账户页面',
  open: '打开 Tradepost',
  why: (time, zone) => `仅在有异常时，此邮件在工作日 ${time}（${zone}）发送。`,
  settings: '设置我的提醒',
};

export const EXCEPTIONS_WORDS: Readonly<Record<Locale, ExceptionsWords>> = { en: EN, 'zh-CN': ZH };
