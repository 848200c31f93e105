/** What a calendar shows of tasks and plans, in the reader's language. */
import type { ActivityKind, Locale, TaskKind } from '@tradepost/db';

interface Words {
  readonly name: string;
  readonly tasks: Readonly<Record<Exclude<TaskKind, 'todo'>, string>>;
  readonly plans: Readonly<Record<ActivityKind, string>>;
  /** Between what it is and the customer's name. */
  readonly colon: string;
  grade(grade: string): string;
  overdue(day: string): string;
}

export const FEED_WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    name: 'Tradepost',
    tasks: {
      'follow-up': 'Follow up',
      'new-customer': 'Write to the new customer',
      answer: 'Answer',
      promise: 'Promised',
      'address-invalid': 'Address does not work',
      complaint: 'Complaint',
      'verify-profile': 'Check the profile',
      birthday: 'Birthday',
    },
    plans: {
      call: 'Call',
      fax: 'Fax',
      meeting: 'Meeting',
      visit: 'Visit',
      'trade-fair': 'Trade fair',
      chat: 'Chat',
      note: 'Note',
    },
    colon: ': ',
    grade: (grade) => `Grade ${grade}`,
    overdue: (day) => `Due since ${day}`,
  },
  'zh-CN': {
    name: 'Tradepost 待办',
    tasks: {
      'follow-up': '跟进',
      'new-customer': '联系新客户',
      answer: '回复邮件',
      promise: '兑现承诺',
      'address-invalid': '邮箱地址失效',
      complaint: '处理投诉',
      'verify-profile': '核对档案',
      birthday: '生日',
    },
    plans: {
      call: '电话',
      fax: '传真',
      meeting: '会面',
      visit: '拜访',
      'trade-fair': '展会',
      chat: '聊天',
      note: '备注',
    },
    colon: '：',
    grade: (grade) => `${grade} 级`,
    overdue: (day) => `应于 ${day} 完成，已逾期`,
  },
};
