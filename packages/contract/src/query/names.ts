/** How fields and their values are written, in English and in Chinese. */
import {
  CHOICES,
  type ChoiceField,
  DATE_FIELDS,
  type DateField,
  TEXT_FIELDS,
  type TextField,
} from './tree.ts';

export type Field = TextField | DateField | ChoiceField | 'lang' | 'larger';

const ALIASES: Readonly<Record<string, Field>> = {
  发件人: 'from',
  发信人: 'from',
  寄件人: 'from',
  来自: 'from',
  收件人: 'to',
  收信人: 'to',
  发给: 'to',
  抄送: 'cc',
  往来: 'with',
  联系人: 'with',
  客户: 'customer',
  公司: 'customer',
  业务员: 'owner',
  负责人: 'owner',
  账号: 'account',
  邮箱: 'account',
  主题: 'subject',
  标题: 'subject',
  正文: 'body',
  内容: 'body',
  附件名: 'filename',
  文件名: 'filename',
  附件: 'filename',
  国家: 'country',
  文件夹: 'in',
  之前: 'before',
  早于: 'before',
  之后: 'after',
  晚于: 'after',
  日期: 'on',
  时间: 'on',
  有: 'has',
  含: 'has',
  是: 'is',
  方向: 'direction',
  类别: 'kind',
  类型: 'type',
  文件类型: 'type',
  等级: 'grade',
  阶段: 'stage',
  附件类型: 'type',
  语言: 'lang',
  大于: 'larger',
  language: 'lang',
  file: 'filename',
  since: 'after',
  until: 'before',
  date: 'on',
  folder: 'in',
  size: 'larger',
  salesperson: 'owner',
  person: 'with',
  sender: 'from',
  recipient: 'to',
  company: 'customer',
  client: 'customer',
  attachment: 'filename',
  filetype: 'type',
};

const VALUES: { readonly [F in ChoiceField]: Readonly<Record<string, (typeof CHOICES)[F][number]>> } = {
  has: { attachments: 'attachment', file: 'attachment', 附件: 'attachment', 图片: 'image', 链接: 'link' },
  is: { 未回复: 'unanswered', 未归并: 'unfiled', 自动: 'automatic', 退信: 'bounce', 隔离: 'quarantined' },
  direction: {
    in: 'inbound',
    received: 'inbound',
    收: 'inbound',
    收到: 'inbound',
    out: 'outbound',
    sent: 'outbound',
    发: 'outbound',
    发出: 'outbound',
    内部: 'internal',
  },
  kind: {
    message: 'mail',
    邮件: 'mail',
    接触记录: 'activity',
    活动: 'activity',
    客户: 'customer',
    联系人: 'contact',
    市场信息: 'market',
  },
  type: {
    doc: 'document',
    docx: 'document',
    word: 'document',
    odt: 'document',
    rtf: 'document',
    文档: 'document',
    xls: 'spreadsheet',
    xlsx: 'spreadsheet',
    excel: 'spreadsheet',
    csv: 'spreadsheet',
    ods: 'spreadsheet',
    表格: 'spreadsheet',
    ppt: 'presentation',
    pptx: 'presentation',
    演示: 'presentation',
    png: 'image',
    jpg: 'image',
    jpeg: 'image',
    gif: 'image',
    图片: 'image',
    zip: 'archive',
    rar: 'archive',
    '7z': 'archive',
    压缩包: 'archive',
    txt: 'text',
    html: 'text',
    文本: 'text',
    eml: 'mail',
    邮件: 'mail',
    其他: 'other',
  },
  grade: {},
  stage: {
    目标: 'target',
    初次接触: 'first-contact',
    洽谈: 'negotiation',
    谈判: 'negotiation',
    协议: 'agreement',
    合同: 'contract',
    交货: 'delivery',
    售后: 'after-sales',
  },
};

const FIELDS: readonly string[] = [...TEXT_FIELDS, ...DATE_FIELDS, ...Object.keys(CHOICES), 'lang', 'larger'];

/** @returns undefined for what is no field. */
export function fieldOf(name: string): Field | undefined {
  const key = name.normalize('NFKC').toLowerCase();
  if (FIELDS.includes(key)) return key as Field;
  return Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined;
}

export function choiceOf(field: ChoiceField, written: string): string | undefined {
  const key = written.normalize('NFKC').toLowerCase();
  const plain = (CHOICES[field] as readonly string[]).find((value) => value.toLowerCase() === key);
  if (plain !== undefined) return plain;
  const others: Readonly<Record<string, string>> = VALUES[field];
  return Object.hasOwn(others, key) ? others[key] : undefined;
}

/** How a field is written by preference. */
export const writtenField = (field: Field, language: 'en' | 'zh-CN'): string =>
  language === 'en' ? field : (chineseOf(ALIASES, field) ?? field);

/** @param value one of the field's choices. */
export const writtenChoice = (field: ChoiceField, value: string, language: 'en' | 'zh-CN'): string =>
  language === 'en' ? value : (chineseOf(VALUES[field], value) ?? value);

/** The longest says most; among equals the first. */
function chineseOf(names: Readonly<Record<string, string>>, meant: string): string | undefined {
  const chinese = Object.keys(names).filter((name) => names[name] === meant && /\p{Script=Han}/u.test(name));
  return chinese.sort((a, b) => b.length - a.length)[0];
}

/** Those whose name, in either language, is no further than half of its letters; the nearest first, at most five. */
export function nearestFields(written: string): Field[] {
  const key = written.normalize('NFKC').toLowerCase();
  const names = [...FIELDS, ...Object.keys(ALIASES)]
    .map((name) => ({ name, steps: distance(name, key) }))
    .filter(({ name, steps }) => steps <= Math.min(name.length, key.length) / 2)
    .sort((a, b) => a.steps - b.steps);
  return [...new Set(names.flatMap(({ name }) => fieldOf(name) ?? []))].slice(0, 5);
}

/** Steps of adding, leaving out and changing a letter (Levenshtein 1966); short words only. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
