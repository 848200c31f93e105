/** The lines of a customer file: columns by their English or Chinese names, values checked one by one. */
import type { CustomerFault } from '@tradepost/contract';
import type { Grade } from '@tradepost/db';
import { parse } from 'csv-parse/sync';
import { TradepostError } from '../errors.ts';
import { checkAddresses, checkDomains } from './claim.ts';
import { countryCode } from './country.ts';
import { fault, faultOf } from './fault.ts';
import { cleanText } from './normalise.ts';

const COLUMNS = {
  name: 'name customer company 客户 客户名称 公司 公司名称 名称',
  country: 'country 国家 国家地区 国别',
  grade: 'grade level class 等级 客户等级 级别 分级',
  website: 'website web url homepage 网站 网址 公司网站 主页',
  source: 'source 来源 客户来源',
  owner: 'owner salesperson 负责人 业务员 跟进人 所属业务员',
  contact: 'contact contactname person 联系人 联系人姓名',
  email: 'email mail emailaddress address 邮箱 电子邮件 邮件 邮箱地址 电子邮箱',
  phone: 'phone tel telephone mobile 电话 手机 联系电话',
  domain: 'domain domains 域名 公司域名',
} as const;
type Column = keyof typeof COLUMNS;

const BY_HEADER = new Map(
  (Object.entries(COLUMNS) as [Column, string][]).flatMap(([column, names]) =>
    names.split(' ').map((name) => [name, column] as const),
  ),
);

export interface CsvLine {
  /** As in the file: the header is 1. */
  readonly line: number;
  readonly name: string | null;
  readonly country: string | null;
  readonly grade: Grade | null;
  readonly website: string | null;
  readonly source: string | null;
  readonly owner: string | null;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly addresses: readonly string[];
  readonly domains: readonly string[];
  /** What is wrong with the line; the first of several. */
  readonly fault: CustomerFault | null;
}

/** @throws TradepostError 'invalid-request'. */
export function readCsv(text: string): CsvLine[] {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text.replace(/^\uFEFF/, ''), {
      delimiter: separatorOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
      max_record_size: 200_000,
    }) as unknown as typeof records;
  } catch (error) {
    throw new TradepostError('invalid-request', `The file is not CSV: ${(error as Error).message}`);
  }
  const [header, ...rest] = records;
  const columns = header?.record.map(columnOf) ?? [];
  if (!columns.includes('name'))
    throw new TradepostError(
      'invalid-request',
      'The first line must name the columns, one of them "name" (or 客户名称).',
    );
  let start = (header?.info.lines ?? 1) + 1;
  return rest.map(({ record, info }) => {
    const line = readLine(columns, record, start);
    start = info.lines + 1;
    return line;
  });
}

/** Excel writes semicolons where the comma is the decimal sign, and tabs into the clipboard. */
function separatorOf(text: string): string {
  const first = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  const count = (separator: string) => first.split(separator).length;
  return [',', ';', '\t'].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

function columnOf(header: string): Column | null {
  return BY_HEADER.get(header.toLowerCase().replace(/[\s_\-/（）()*:：.]/g, '')) ?? null;
}

function readLine(columns: readonly (Column | null)[], record: readonly string[], line: number): CsvLine {
  const cell = (column: Column) =>
    cleanText(columns.flatMap((name, i) => (name === column ? [record[i] ?? ''] : [])).join(' '));
  const faults: CustomerFault[] = [];
  const list = (column: Column, check: (items: readonly string[]) => string[]) => {
    try {
      return check((cell(column) ?? '').split(/[\s,;，；、|]+/).filter((item) => item !== ''));
    } catch (error) {
      if (!(error instanceof TradepostError)) throw error;
      faults.push(faultOf(error));
      return [];
    }
  };
  const name = cell('name');
  if (name === null) faults.push(fault('name-missing'));
  else if (name.length > 300) faults.push(fault('name-too-long'));
  const countryText = cell('country');
  const country = countryText === null ? null : countryCode(countryText);
  if (countryText !== null && country === null) faults.push(fault('not-a-country', { value: countryText }));
  const gradeText =
    cell('grade')
      ?.toUpperCase()
      .replace(/(级|類|类)$/, '') ?? null;
  const grade = gradeText !== null && /^[ABCD]$/.test(gradeText) ? (gradeText as Grade) : null;
  if (gradeText !== null && grade === null) faults.push(fault('not-a-grade', { value: gradeText }));
  const addresses = list('email', checkAddresses);
  const domains = list('domain', checkDomains);
  return {
    line,
    name,
    country,
    grade,
    website: cell('website')?.slice(0, 500) ?? null,
    source: cell('source')?.slice(0, 200) ?? null,
    owner: cell('owner'),
    contact: cell('contact')?.slice(0, 300) ?? null,
    phone: cell('phone')?.slice(0, 100) ?? null,
    addresses,
    domains,
    fault: faults[0] ?? null,
  };
}
