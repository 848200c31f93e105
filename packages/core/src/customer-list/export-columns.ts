/** The columns of an export, with headings that the import knows again. */
import type { ExportRow } from '@tradepost/db/queries/customer-export';
import type { Cell } from './xlsx-stream.ts';

export type ExportLanguage = 'en' | 'zh-CN';

interface Column {
  readonly en: string;
  readonly 'zh-CN': string;
  readonly of: (row: ExportRow, language: ExportLanguage) => Cell;
}

const column = (en: string, zh: string, of: Column['of']): Column => ({ en, 'zh-CN': zh, of });
const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;
/** An apostrophe would not keep a list apart; a semicolon is in no word of ours. */
const list = (words: readonly string[]) => words.join('; ');

const STAGES: Readonly<Record<string, string>> = {
  target: '目标客户',
  'first-contact': '初次接触',
  negotiation: '洽谈',
  agreement: '达成意向',
  contract: '签约下单',
  delivery: '交货',
  'after-sales': '售后',
};
const RELATIONSHIPS: Readonly<Record<string, string>> = {
  vendor: '卖主',
  'preferred-supplier': '优先供应商',
  partner: '合作伙伴',
  'strategic-alliance': '战略联盟',
};
const word = (value: string | null, chinese: Readonly<Record<string, string>>, language: ExportLanguage) =>
  value === null ? null : language === 'en' ? value : (chinese[value] ?? value);

export const COLUMNS: readonly Column[] = [
  column('Customer no.', '客户编号', (row) => row.id),
  column('Name', '客户名称', (row) => row.name),
  column('Name in own language', '本地语言名称', (row) => row.local_name),
  column('Country', '国家', (row) => row.country),
  column('Region', '地区', (row) => row.region),
  column('City', '城市', (row) => row.city),
  column('Address', '地址', (row) => row.address),
  column('Website', '网站', (row) => row.website),
  column('Grade', '等级', (row) => row.grade),
  column('Stage', '阶段', (row, language) => word(row.stage, STAGES, language)),
  column('Relationship', '关系类型', (row, language) => word(row.relationship_type, RELATIONSHIPS, language)),
  column('Key account', '重点客户', (row, language) =>
    row.key_account ? (language === 'en' ? 'yes' : '是') : null,
  ),
  column('Salesperson', '业务员', (row) => row.owner_name),
  column('Source', '来源', (row) => row.source),
  column('Batch', '批次', (row) => row.batch_name),
  column('Business type', '客户类型', (row) => row.business_type),
  column('Tags', '标签', (row) => list(row.tags)),
  column('Products of interest', '意向产品', (row) => list(row.products_of_interest)),
  column('Contact', '联系人', (row) => row.contact_name),
  column('E-mail', '邮箱', (row) => row.emails),
  column('Phone', '电话', (row) => row.phones),
  column('Last contact', '最近联系', (row) => day(row.last_contact_at)),
  column('Next contact', '下次联系', (row) => row.next_contact_on),
  column('Completeness, %', '完整度(%)', (row) => row.completeness),
  column('Verified', '核实日期', (row) => day(row.verified_at)),
  column('Created', '建档日期', (row) => day(row.created_at)),
];
