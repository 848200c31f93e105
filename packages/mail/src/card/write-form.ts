/** The empty forms that the product hands out; filled in and mailed, they are read by `readCards`. */
import { CARD_FIELDS, CARD_TITLES, type CardKind, type CardLanguage, fieldLabel } from './fields.ts';
import { HINT_MARK } from './pairs.ts';
import { writeDocx } from './write-docx.ts';
import { writeXlsx } from './write-xlsx.ts';

export type FormFormat = 'xlsx' | 'docx';

export interface FormSheet {
  readonly title: string;
  readonly help: string;
  readonly rows: readonly { readonly label: string; readonly tall: boolean; readonly hint: string }[];
}

const HELP: Readonly<Record<CardLanguage, Readonly<Record<CardKind, string>>>> = {
  'zh-CN': {
    customer: '填好后作为附件发送到公司统一信箱。带 * 的必填；客户编号只在更新已有客户时填写。',
    contact: '填好后作为附件发送到公司统一信箱。带 * 的必填；客户按编号、邮箱或名称查找。',
  },
  en: {
    customer:
      'Fill in and send to the company’s unified mailbox as an attachment. * must be filled; give the number only to update a customer.',
    contact:
      'Fill in and send to the company’s unified mailbox as an attachment. * must be filled; the customer is found by number, e-mail or name.',
  },
};

const HINTS: Readonly<Record<CardLanguage, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    time: '例：2026-05-12 14:30',
    nextDate: '例：2026-05-26',
    mode: '电话 / 传真 / 会面 / 拜访 / 展会 / 微信 / WhatsApp',
    grade: 'A / B / C / D',
    country: '例：德国',
  },
  en: {
    time: 'e.g. 2026-05-12 14:30',
    nextDate: 'e.g. 2026-05-26',
    mode: 'call / fax / meeting / visit / trade fair / WeChat / WhatsApp',
    grade: 'A / B / C / D',
    country: 'e.g. Germany',
  },
};

export function writeForm(kind: CardKind, format: FormFormat, language: CardLanguage): Buffer {
  const sheet: FormSheet = {
    title: CARD_TITLES[kind][language],
    help: HELP[language][kind],
    rows: CARD_FIELDS[kind].map((field) => ({
      label: fieldLabel(field, language) + (field.required === true ? ' *' : ''),
      tall: field.long === true,
      hint: field.key in HINTS[language] ? `${HINT_MARK} ${HINTS[language][field.key]}` : '',
    })),
  };
  return format === 'xlsx' ? writeXlsx(sheet) : writeDocx(sheet);
}
