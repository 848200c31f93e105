/** What cannot wait, as a sentence in the reader's language. */
import type { InstantKind } from '@tradepost/contract';
import type { Locale, TaskKind } from '@tradepost/db';

export interface UrgentFacts {
  readonly customer: string;
  readonly person: string;
  /** Of a late task: 1 it is the reader's own, 2 he leads whose it is, 3 he owns the company. */
  readonly level: number;
  readonly taskKind: TaskKind | null;
  /** What is special about it: two prices, or a customer that is off the lists. */
  readonly about: 'quotes' | 'off-list' | null;
  /** The day that it was due, in words. */
  readonly day: string | null;
}

interface InstantWords {
  sentence(kind: InstantKind, facts: UrgentFacts): string;
  subject(count: number): string;
  title(count: number): string;
  readonly dateline: string;
  readonly somebody: string;
  readonly someCustomer: string;
  readonly tasks: Readonly<Record<TaskKind, string>>;
  readonly steps: Readonly<Record<string, string>>;
  severity(level: number): string;
  since(day: string): string;
  readonly why: string;
  readonly open: string;
  readonly settings: string;
  readonly separator: string;
}

const EN: InstantWords = {
  sentence: (kind, { customer, person, level, taskKind, about }) => {
    switch (kind) {
      case 'inquiry':
        if (about === 'off-list') return `${customer} has written, and is off the lists`;
        return `New inquiry for you: ${customer}`;
      case 'breach':
        return level === 1
          ? `${customer} still waits for your answer`
          : `${customer} still waits for an answer of ${person}`;
      case 'escalation':
        return level === 1
          ? `Late: ${customer}, ${EN.tasks[taskKind ?? 'follow-up'].toLowerCase()}`
          : `${person} is late: ${customer}, ${EN.tasks[taskKind ?? 'follow-up'].toLowerCase()}`;
      case 'complaint':
        return `Complaint of ${customer}`;
      case 'collision':
        if (about === 'quotes') return `Two different prices to ${customer}`;
        return `Collision: ${person} is in touch with ${customer}`;
    }
  },
  subject: (count) => `${count} things that cannot wait`,
  title: (count) => (count === 1 ? 'This cannot wait' : `${count} things cannot wait`),
  dateline: 'At once',
  somebody: 'a colleague',
  someCustomer: 'a customer',
  tasks: {
    'follow-up': 'Follow-up',
    'new-customer': 'First contact',
    answer: 'Answer',
    promise: 'Promise',
    'address-invalid': 'Address to mend',
    complaint: 'Complaint',
    'verify-profile': 'Customer file',
    birthday: 'Birthday',
    todo: 'To-do',
  },
  steps: {
    opened: 'New',
    assigned: 'Assigned',
    corrected: 'Action taken, waits to be verified',
    verified: 'Verified, can be closed',
    refused: 'Verification refused',
    closed: 'Closed',
    reopened: 'Opened again',
    withdrawn: 'Withdrawn',
    changed: 'Changed',
    noted: 'Note',
  },
  severity: (level) =>
    ['', 'small', 'hinders the customer’s business', 'threatens the customer’s business'][level] ?? '',
  since: (day) => `due since ${day}`,
  why: 'You get this because it cannot wait for the morning. What you have read in Tradepost within a minute is not mailed.',
  open: 'Open notices',
  settings: 'Choose your reminders',
  separator: ' · ',
};

const ZH: InstantWords = {
  sentence: (kind, { customer, person, level, taskKind, about }) => {
    switch (kind) {
      case 'inquiry':
        if (about === 'off-list') return `已移出列表的客户来信：${customer}`;
        return `您有新询盘：${customer}`;
      case 'breach':
        return level === 1 ? `${customer} 仍在等您回复` : `${customer} 仍在等 ${person} 回复`;
      case 'escalation':
        return level === 1
          ? `已逾期：${customer}，${ZH.tasks[taskKind ?? 'follow-up']}`
          : `${person} 有任务逾期：${customer}，${ZH.tasks[taskKind ?? 'follow-up']}`;
      case 'complaint':
        return `客户投诉：${customer}`;
      case 'collision':
        if (about === 'quotes') return `对${customer}的报价不一致`;
        return `撞单：${person} 正在联系 ${customer}`;
    }
  },
  subject: (count) => `${count} 件事需要马上处理`,
  title: (count) => (count === 1 ? '请马上处理' : `${count} 件事需要马上处理`),
  dateline: '即时提醒',
  somebody: '同事',
  someCustomer: '一位客户',
  tasks: {
    'follow-up': '跟进',
    'new-customer': '首次联系',
    answer: '回复邮件',
    promise: '兑现承诺',
    'address-invalid': '核实邮箱地址',
    complaint: '处理投诉',
    'verify-profile': '核对档案',
    birthday: '生日问候',
    todo: '待办',
  },
  steps: {
    opened: '新投诉',
    assigned: '已指派',
    corrected: '已采取整改措施，待验证',
    verified: '已验证，可以结案',
    refused: '验证未通过',
    closed: '已结案',
    reopened: '重新打开',
    withdrawn: '已撤回',
    changed: '已修改',
    noted: '备注',
  },
  severity: (level) => ['', '轻微', '影响客户业务', '严重影响客户业务'][level] ?? '',
  since: (day) => `应于 ${day} 完成`,
  why: '这些事等不到明天早上，所以立即通知您。一分钟内已在 Tradepost 中读过的不再发邮件。',
  open: '打开通知',
  settings: '设置我的提醒',
  separator: ' · ',
};

export const INSTANT_WORDS: Readonly<Record<Locale, InstantWords>> = { en: EN, 'zh-CN': ZH };
