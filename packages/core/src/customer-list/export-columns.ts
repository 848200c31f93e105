/** The columns of an export, with headings that the import knows again. */
import type { Choice } from '@tradepost/contract';
import type { ExportRow } from '@tradepost/db/queries/customer-export';
import type { CustomFieldRow } from '@tradepost/db/queries/record';
import { dayIn } from '../calendar/days.ts';
import type { Lists } from '../record/lists.ts';
import type { Cell } from './xlsx-stream.ts';

export type ExportLanguage = 'en' | 'zh-CN';

interface Column {
  readonly en: string;
  readonly 'zh-CN': string;
  readonly of: (row: ExportRow, language: ExportLanguage) => Cell;
}

const column = (en: string, zh: string, of: Column['of']): Column => ({ en, 'zh-CN': zh, of });
/** An apostrophe would not keep a list apart; a semicolon is in no word of ours. */
const list = (words: readonly string[]) => words.join('; ');

type Words = Readonly<Record<string, readonly [en: string, zh: string]>>;

/** As the web app has them. */
const STAGES: Words = {
  target: ['Target', '目标客户'],
  'first-contact': ['First contact', '初步接触'],
  negotiation: ['Negotiation', '洽谈'],
  agreement: ['Agreement', '达成意向'],
  contract: ['Contract', '签约下单'],
  delivery: ['Delivery', '交货'],
  'after-sales': ['After-sales', '售后'],
};
const RELATIONSHIPS: Words = {
  vendor: ['Vendor', '卖主关系'],
  'preferred-supplier': ['Preferred supplier', '优先供应商'],
  partner: ['Partner', '合作伙伴'],
  'strategic-alliance': ['Strategic alliance', '战略联盟'],
};
const YES_NO: Words = { true: ['yes', '是'], false: ['no', '否'] };

const word = (value: string | null, words: Words, language: ExportLanguage) =>
  value === null ? null : (words[value]?.[language === 'en' ? 0 : 1] ?? value);

const choice = (key: string | null, choices: readonly Choice[], language: ExportLanguage) => {
  const found = choices.find((one) => one.key === key);
  return found === undefined ? key : language === 'en' ? found.en : found.zh;
};

function ownCell(value: unknown, field: CustomFieldRow, language: ExportLanguage): Cell {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return word(value ? 'true' : 'false', YES_NO, language);
  if (typeof value !== 'string') return null;
  return field.kind === 'choice' ? choice(value, field.choices, language) : value;
}

export interface ExportSettings {
  readonly lists: Lists;
  /** The company's own; archived ones are left out. */
  readonly fields: readonly CustomFieldRow[];
  /** Of the company: the days of the columns are those there. */
  readonly timeZone: string;
}

export function columnsOf({ lists, fields, timeZone }: ExportSettings): readonly Column[] {
  const day = (at: Date | null) => (at === null ? null : dayIn(timeZone, at));
  return [
    column('Customer no.', '客户编号', (row) => row.id),
    column('Name', '客户名称', (row) => row.name),
    column('Local name', '本地名称', (row) => row.local_name),
    column('Country', '国家', (row) => row.country),
    column('Region', '地区', (row) => row.region),
    column('City', '城市', (row) => row.city),
    column('Address', '地址', (row) => row.address),
    column('Time zone', '时区', (row) => row.time_zone),
    column('Language', '语言', (row) => row.language),
    column('Website', '网站', (row) => row.website),
    column('Grade', '等级', (row) => row.grade),
    column('Stage', '阶段', (row, language) => word(row.stage, STAGES, language)),
    column('Relationship', '关系类型', (row, language) =>
      word(row.relationship_type, RELATIONSHIPS, language),
    ),
    column('Key account', '重点客户', (row, language) =>
      row.key_account ? word('true', YES_NO, language) : null,
    ),
    column('Salesperson', '业务员', (row) => row.owner_name),
    column('Source', '来源', (row) => row.source),
    column('Batch', '批次', (row) => row.batch_name),
    column('Business type', '客户类型', (row, language) =>
      choice(row.business_type, lists.businessTypes, language),
    ),
    column('Company size', '公司规模', (row, language) => choice(row.scale, lists.scales, language)),
    column('Tags', '标签', (row) => list(row.tags)),
    column('Products of interest', '意向产品', (row) => list(row.products_of_interest)),
    column('Products in use', '在用产品', (row) => list(row.products_in_use)),
    column('How they are used', '使用情况', (row) => row.usage_note),
    column('Evaluation', '产品评价', (row) => row.evaluation),
    column('Other suppliers', '其他供应商', (row) => row.suppliers),
    column('Contact', '联系人', (row) => row.contact_name),
    column('Title', '职位', (row) => row.contact_title),
    column('E-mail', '邮箱', (row) => row.emails),
    column('Phone', '电话', (row) => row.phones),
    column('WhatsApp', 'WhatsApp', (row) => row.whatsapp),
    column('WeChat', '微信', (row) => row.wechat),
    column('Likes to be reached by', '偏好联系方式', (row) => row.preferred_channel),
    column('Note', '备注', (row) => row.note),
    column('Last contact', '最近联系', (row) => day(row.last_contact_at)),
    column('Next contact', '下次联系', (row) => row.next_contact_on),
    column('Completeness, %', '完整度(%)', (row) => row.completeness),
    column('Verified', '核实日期', (row) => day(row.verified_at)),
    column('Created', '建档日期', (row) => day(row.created_at)),
    ...fields
      .filter((field) => field.archived_at === null)
      .map((field) =>
        column(field.label_en, field.label_zh, (row, language) =>
          ownCell(row.custom[field.key], field, language),
        ),
      ),
  ];
}
