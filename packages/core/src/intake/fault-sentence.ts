/** What is wrong with a line of a list, in words: for the file of faults and the command line. */
import type { CustomerFault, CustomerFaultCode } from '@tradepost/contract';
import type { Locale } from '@tradepost/db';

/** `{value}`, `{customer}` and `{line}` are of the fault. */
const WORDS: Readonly<Record<CustomerFaultCode, Readonly<Record<Locale, string>>>> = {
  'name-missing': {
    en: 'The name is missing.',
    'zh-CN': '缺少名称。',
  },
  'name-too-long': {
    en: 'The name is longer than 300 characters.',
    'zh-CN': '名称超过 300 个字符。',
  },
  'name-known': {
    en: 'There is a customer of this name.',
    'zh-CN': '已有同名客户。',
  },
  'not-a-country': {
    en: '“{value}” is not a country.',
    'zh-CN': '“{value}”不是国家或地区。',
  },
  'not-a-grade': {
    en: 'The grade is A, B, C or D, not “{value}”.',
    'zh-CN': '等级应为 A、B、C 或 D，而不是“{value}”。',
  },
  'not-an-address': {
    en: '“{value}” is not an e-mail address.',
    'zh-CN': '“{value}”不是邮箱地址。',
  },
  'not-a-domain': {
    en: '“{value}” is not a company’s domain.',
    'zh-CN': '“{value}”不是公司域名。',
  },
  'platform-address': {
    en: '{value} belongs to a platform, which relays the mail of many companies.',
    'zh-CN': '{value} 是平台邮箱，由平台代许多公司转发，不能归某一客户。',
  },
  'shared-domain': {
    en: 'Anyone can have an address at {value}, so it cannot be a customer’s domain.',
    'zh-CN': '任何人都可以使用 {value} 的邮箱，因此不能作为客户的域名。',
  },
  'own-address': {
    en: '{value} is an address of your own company.',
    'zh-CN': '{value} 是本公司的邮箱。',
  },
  'own-domain': {
    en: '{value} is a domain of your own company.',
    'zh-CN': '{value} 是本公司的域名。',
  },
  'of-customer': {
    en: '{value} belongs to {customer}.',
    'zh-CN': '{value} 已属于{customer}。',
  },
  'of-colleague': {
    en: '{value} belongs to a customer of a colleague. Ask a manager.',
    'zh-CN': '{value} 已属于同事的客户，请联系主管。',
  },
  'seen-elsewhere': {
    en: 'There is mail with {value} that is not yours. Ask a manager to add it.',
    'zh-CN': '有不属于您的邮件涉及 {value}，请联系主管添加。',
  },
  'never-archived': {
    en: 'Mail with {value} is not archived by the company. Ask an administrator to take it off the list.',
    'zh-CN': '{value} 在不归档名单上，邮件不会归档，请联系管理员从名单中移除。',
  },
  'unknown-owner': {
    en: '“{value}” is no active person of the company who can have customers.',
    'zh-CN': '“{value}”不是可以负责客户的在职人员。',
  },
  'owner-not-allowed': {
    en: 'Only a manager can give a customer to someone else.',
    'zh-CN': '只有主管可以把客户交给他人。',
  },
  'not-in-list': {
    en: '“{value}” is not in the company’s list.',
    'zh-CN': '“{value}”不在公司的选项列表中。',
  },
  'unknown-field': {
    en: 'The company has no field “{value}”.',
    'zh-CN': '公司没有名为“{value}”的字段。',
  },
  'bad-value': {
    en: 'Not a value that this field takes: {value}',
    'zh-CN': '该字段不接受此值：{value}',
  },
  'not-a-time-zone': {
    en: '“{value}” is not a time zone.',
    'zh-CN': '“{value}”不是时区。',
  },
  'sends-own-mail': {
    en: 'Reminders and links of Tradepost go out through {value}. An administrator must choose another way first.',
    'zh-CN': '系统的提醒和链接正通过 {value} 发出，请先由管理员改用其他方式。',
  },
  'unknown-batch': {
    en: 'There is no such batch.',
    'zh-CN': '没有这个批次。',
  },
  'same-as-line': {
    en: 'The same as line {line}.',
    'zh-CN': '与第 {line} 行相同。',
  },
  other: {
    en: '{value}',
    'zh-CN': '{value}',
  },
};

export function faultSentence(fault: CustomerFault, locale: Locale): string {
  const { value, line, customerName } = fault;
  const holes: Readonly<Record<string, string>> = {
    value: value ?? '',
    line: String(line ?? ''),
    customer: customerName ?? '',
  };
  // A row may bear a code that another version wrote.
  const words = WORDS[fault.code]?.[locale] ?? fault.code;
  return words.replace(/\{(\w+)\}/g, (_, hole: string) => holes[hole] ?? '');
}
