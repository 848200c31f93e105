/** What a line of a mail says of a task, in the reader's language. */
import type { ChannelKind, Locale } from '@tradepost/db';

export interface TaskWords {
  readonly keyAccount: string;
  readonly somebody: string;
  grade(grade: string): string;
  late(days: number): string;
  /** How long something waits. */
  age(minutes: number): string;
  waiting(age: string): string;
  answerDue(time: string): string;
  answerLate(age: string): string;
  followUp(silentDays: number | null, ownDate: boolean): string;
  readonly newCustomer: string;
  answer(subject: string | null): string;
  promised(words: string | null, day: string): string;
  addressInvalid(address: string): string;
  readonly complaint: string;
  verify(days: number | null): string;
  birthday(name: string | null, day: string): string;
  given(by: string): string;
  putOff(times: number): string;
  /** Whom, and how he likes to be reached. */
  person(name: string, way: string | null): string;
  readonly ways: Readonly<Record<ChannelKind | 'email', string>>;
  lastContact(day: string): string;
  there(country: string, time: string, nine: string | null): string;
  /** Where its zone is not known, and it has several. */
  thereBetween(country: string, from: string, until: string): string;
  /** Where nearly all of the country has this time. */
  thereMostly(country: string, time: string): string;
  closedThere(why: string): string;
  readonly weekend: string;
  readonly separator: string;
  readonly actions: {
    readonly done: string;
    readonly tomorrow: string;
    readonly nextWeek: string;
    readonly open: string;
  };
}

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const EN: TaskWords = {
  keyAccount: 'Key account',
  somebody: 'Somebody',
  grade: (grade) => `Grade ${grade}`,
  late: (days) => `${plural(days, 'day', 'days')} late`,
  age: (minutes) => {
    if (minutes < 60) return plural(Math.max(1, Math.floor(minutes)), 'minute', 'minutes');
    if (minutes < 48 * 60) return plural(Math.floor(minutes / 60), 'hour', 'hours');
    return plural(Math.floor(minutes / 1440), 'day', 'days');
  },
  waiting: (age) => `waiting ${age}`,
  answerDue: (time) => `Answer due ${time}`,
  answerLate: (age) => `The answer is ${age} late`,
  followUp: (days, ownDate) => {
    const why = ownDate ? 'Follow up, on the day you set' : 'Follow up';
    if (days === null) return `${why}: no contact yet`;
    if (days === 0) return why;
    return `${why}: ${plural(days, 'day', 'days')} since the last contact`;
  },
  newCustomer: 'New customer: nothing was sent yet',
  answer: (subject) => (subject === null ? 'Waits for your answer' : `Waits for your answer: ${subject}`),
  promised: (words, day) => (words === null ? `Promised for ${day}` : `Promised for ${day}: ${words}`),
  addressInvalid: (address) => `Mail to ${address} comes back. Find the new address`,
  complaint: 'Complaint: the next step is due',
  verify: (days) =>
    days === null
      ? 'Go through the customer’s file'
      : `Go through the customer’s file: last done ${plural(days, 'day', 'days')} ago`,
  birthday: (name, day) => `Birthday of ${name ?? 'the contact'} on ${day}`,
  given: (by) => `from ${by}`,
  putOff: (times) => `put off ${times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`}`,
  person: (name, way) => (way === null ? name : `${name}, likes ${way}`),
  ways: {
    email: 'e-mail',
    phone: 'the phone',
    mobile: 'the mobile phone',
    fax: 'fax',
    whatsapp: 'WhatsApp',
    wechat: 'WeChat',
    line: 'LINE',
    telegram: 'Telegram',
    viber: 'Viber',
    skype: 'Skype',
    linkedin: 'LinkedIn',
    facebook: 'Facebook',
    instagram: 'Instagram',
    x: 'X',
    qq: 'QQ',
    other: 'another way',
  },
  lastContact: (day) => `last contact ${day}`,
  there: (country, time, nine) =>
    nine === null ? `${country}, ${time} there` : `${country}, ${time} there; 9:00 there is ${nine} here`,
  thereBetween: (country, from, until) => `${country}, ${from}–${until} there (several time zones)`,
  thereMostly: (country, time) => `${country}, ${time} in most of it`,
  closedThere: (why) => `${why} there today`,
  weekend: 'weekend',
  separator: ' · ',
  actions: { done: 'Done', tomorrow: 'Tomorrow', nextWeek: 'Next week', open: 'Open' },
};

const ZH: TaskWords = {
  keyAccount: '重点客户',
  somebody: '有人',
  grade: (grade) => `${grade} 级`,
  late: (days) => `逾期 ${days} 天`,
  age: (minutes) => {
    if (minutes < 60) return `${Math.max(1, Math.floor(minutes))} 分钟`;
    if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} 小时`;
    return `${Math.floor(minutes / 1440)} 天`;
  },
  waiting: (age) => `已等待 ${age}`,
  answerDue: (time) => `请在 ${time} 前回复`,
  answerLate: (age) => `已超过回复时限 ${age}`,
  followUp: (days, ownDate) => {
    const why = ownDate ? '按您设定的日期跟进' : '跟进';
    if (days === null) return `${why}：尚未联系过`;
    if (days === 0) return why;
    return `${why}：距上次联系已 ${days} 天`;
  },
  newCustomer: '新客户：还没有发过邮件',
  answer: (subject) => (subject === null ? '等您回复' : `等您回复：${subject}`),
  promised: (words, day) => (words === null ? `承诺 ${day} 兑现` : `承诺 ${day} 兑现：${words}`),
  addressInvalid: (address) => `发往 ${address} 的邮件被退回，请核实新地址`,
  complaint: '客户投诉：下一步处理已到期',
  verify: (days) => (days === null ? '请核对客户档案' : `请核对客户档案：上次核对在 ${days} 天前`),
  birthday: (name, day) => `${day} 是${name === null ? '联系人' : ` ${name} `}的生日`,
  given: (by) => `${by}交办`,
  putOff: (times) => `已推迟 ${times} 次`,
  person: (name, way) => (way === null ? name : `${name}，偏好${way}`),
  ways: {
    email: '邮件',
    phone: '电话',
    mobile: '手机',
    fax: '传真',
    whatsapp: ' WhatsApp',
    wechat: '微信',
    line: ' LINE',
    telegram: ' Telegram',
    viber: ' Viber',
    skype: ' Skype',
    linkedin: '领英',
    facebook: ' Facebook',
    instagram: ' Instagram',
    x: ' X',
    qq: ' QQ',
    other: '其他方式',
  },
  lastContact: (day) => `上次联系 ${day}`,
  there: (country, time, nine) =>
    nine === null ? `${country}，当地 ${time}` : `${country}，当地 ${time}；当地 9:00 是您的 ${nine}`,
  thereBetween: (country, from, until) => `${country}，当地 ${from}–${until}（多个时区）`,
  thereMostly: (country, time) => `${country}，大部分地区 ${time}`,
  closedThere: (why) => `当地今天${why}`,
  weekend: '周末',
  separator: ' · ',
  actions: { done: '完成', tomorrow: '明天', nextWeek: '下周', open: '打开' },
};

export const TASK_WORDS: Readonly<Record<Locale, TaskWords>> = { en: EN, 'zh-CN': ZH };
