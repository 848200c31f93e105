/** The mails about cards, in the reader's language. Plain text: what people wrote into a card is never HTML here. */
import type { Locale } from '@tradepost/db';
import { CARD_FIELDS, CARD_TITLES, type CardKind, fieldLabel } from '@tradepost/mail/card';
import type { CardFault, CardFaultCode } from './refusal.ts';

export interface MailWords {
  readonly subject: string;
  readonly text: string;
}

const FAULTS: Readonly<Record<Locale, Readonly<Record<CardFaultCode, (value: string) => string>>>> = {
  'zh-CN': {
    missing: () => '没有填写',
    wrong: (value) => `无法识别“${value}”`,
    'too-long': (value) => `太长，最多 ${value} 个字符`,
    future: (value) => `“${value}”还没有到；卡片只记录已经发生的接触`,
    'before-contact': (value) => `“${value}”早于接触日期`,
    unknown: (value) => `找不到“${value}”`,
    ambiguous: (value) => `可能是多个，请填写客户编号：${value}`,
    'of-colleague': (value) => `“${value}”属于其他同事的客户，请与您的经理联系`,
    'in-pool': (value) => `“${value}”在公海里，请先领取`,
    differs: (value) => `这个邮箱属于客户“${value}”，名称不一致；请改正名称，或填写客户编号`,
    'not-allowed': (value) => `您没有权限${value === '' ? '' : `：${value}`}`,
    unreadable: () => '附件无法打开，请使用系统提供的 XLSX 或 DOCX 表格，不要加密',
    other: (value) => value,
  },
  en: {
    missing: () => 'is not filled in',
    wrong: (value) => `cannot be understood: “${value}”`,
    'too-long': (value) => `is too long, ${value} characters at most`,
    future: (value) => `“${value}” is still to come; a card records what took place`,
    'before-contact': (value) => `“${value}” is before the contact itself`,
    unknown: (value) => `“${value}” was not found`,
    ambiguous: (value) => `may be several; give the customer’s number: ${value}`,
    'of-colleague': (value) => `“${value}” belongs to a customer of a colleague; ask your manager`,
    'in-pool': (value) => `“${value}” is in the public pool; claim it first`,
    differs: (value) =>
      `the e-mail belongs to the customer “${value}”, which has another name; correct it, or give the number`,
    'not-allowed': (value) => `you may not do this${value === '' ? '' : `: ${value}`}`,
    unreadable: () =>
      'the attachment cannot be opened; use the product’s XLSX or DOCX form, without a password',
    other: (value) => value,
  },
};

/** The field's name, whichever card it belongs to. */
export function labelOf(key: string, locale: Locale): string | null {
  const field = [...CARD_FIELDS.customer, ...CARD_FIELDS.contact].find((one) => one.key === key);
  return field === undefined ? null : fieldLabel(field, locale);
}

function faultLine({ file, key, code, value }: CardFault, locale: Locale): string {
  const said = FAULTS[locale][code](value ?? '');
  const label = key === null ? null : labelOf(key, locale);
  const where = file === null ? '' : locale === 'zh-CN' ? `（${file}）` : ` (${file})`;
  if (label === null) return `- ${said}${where}`;
  return `- ${label}${where}${locale === 'zh-CN' ? '：' : ': '}${said}`;
}

export function refusedMail(
  kind: CardKind,
  faults: readonly CardFault[],
  subject: string,
  locale: Locale,
): MailWords {
  const title = CARD_TITLES[kind][locale];
  const required = CARD_FIELDS[kind]
    .filter((field) => field.required === true)
    .map((field) => fieldLabel(field, locale));
  const lines = faults.map((fault) => faultLine(fault, locale));
  if (locale === 'zh-CN')
    return {
      subject: `《${title}》未能录入`,
      text: [
        `您发送到公司统一信箱的邮件“${subject}”没有录入，系统里没有任何改动。请改正以下内容：`,
        '',
        ...lines,
        '',
        `必填项：${required.join('、')}。每行写“项目：内容”，或填写系统提供的表格作为附件，然后重新发送（可以直接回复原邮件并发送到统一信箱）。`,
        '此邮件由系统自动发送。',
      ].join('\n'),
    };
  return {
    subject: `${title}: not filed`,
    text: [
      `Your mail “${subject}” to the company’s unified mailbox was not filed, and nothing was changed. Please correct:`,
      '',
      ...lines,
      '',
      `Required: ${required.join(', ')}. Write one “label: value” per line, or attach the product’s form, and send it to the unified mailbox again.`,
      'This mail was sent automatically.',
    ].join('\n'),
  };
}

export interface FiledNews {
  readonly by: string;
  readonly cards: readonly {
    readonly kind: CardKind;
    readonly made: boolean;
    readonly customerName: string;
  }[];
  readonly url: string;
}

export function filedMail({ by, cards, url }: FiledNews, locale: Locale): MailWords {
  const zh = locale === 'zh-CN';
  const lines = cards.map(({ kind, made, customerName }) => {
    const title = CARD_TITLES[kind][locale];
    const what = zh ? (made ? '新客户' : '客户') : made ? 'new customer' : 'customer';
    return zh ? `- 《${title}》，${what}：${customerName}` : `- ${title}, ${what}: ${customerName}`;
  });
  const first = cards[0]?.customerName ?? '';
  const more = cards.length > 1 ? (zh ? `等 ${cards.length} 张卡` : ` and ${cards.length - 1} more`) : '';
  return zh
    ? {
        subject: `${by}录入了客户卡片：${first}${more}`,
        text: [`${by}通过公司统一信箱录入：`, '', ...lines, '', url, '此邮件由系统自动发送。'].join('\n'),
      }
    : {
        subject: `${by} filed a card: ${first}${more}`,
        text: [
          `${by} filed by the company’s unified mailbox:`,
          '',
          ...lines,
          '',
          url,
          'This mail was sent automatically.',
        ].join('\n'),
      };
}
