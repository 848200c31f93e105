/** The matches of a search as lines of a table. */
import type { SearchItem } from '@tradepost/contract';
import type { ExportLanguage } from '../customer-list/export-columns.ts';
import type { Cell } from '../customer-list/xlsx-stream.ts';

const HEADINGS = {
  en: [
    'Time',
    'Kind',
    'Direction',
    'From',
    'Address',
    'To',
    'Subject',
    'Customers',
    'Files',
    'Octets',
    'Number',
  ],
  'zh-CN': ['时间', '类别', '方向', '发件人', '邮箱', '收件人', '主题', '客户', '附件', '字节数', '编号'],
} as const satisfies Record<ExportLanguage, readonly string[]>;

const WORDS: Record<ExportLanguage, Readonly<Record<string, string>>> = {
  en: {},
  'zh-CN': {
    mail: '邮件',
    activity: '接触记录',
    customer: '客户资料',
    contact: '联系人',
    market: '市场信息',
    inbound: '收到',
    outbound: '发出',
    internal: '内部',
  },
};

/** The first line is the headings. @param timeZone of the reader. */
export async function* linesOf(
  items: readonly SearchItem[],
  timeZone: string,
  language: ExportLanguage,
): AsyncGenerator<readonly Cell[]> {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const word = (value: string) => WORDS[language][value] ?? value;
  yield HEADINGS[language];
  for (const { kind, occurredAt, title, mail, customers, recordId } of items)
    yield [
      time.format(new Date(occurredAt)),
      word(kind),
      mail === null ? null : word(mail.direction),
      mail?.from?.name ?? null,
      mail?.from?.address ?? null,
      mail === null ? null : mail.to.map(({ address }) => address).join('; '),
      title.text,
      customers.map(({ name }) => name).join('; '),
      mail === null ? null : mail.attachments.map(({ fileName }) => fileName ?? '?').join('; '),
      mail?.size ?? null,
      mail?.messageId ?? recordId,
    ];
}
