/** The lines of a customer file: columns by their English or Chinese names, values checked one by one. */
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { CustomerFault } from '@tradepost/contract';
import type { Grade } from '@tradepost/db';
import { parse } from 'csv-parse';
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

/** Above it the file is to be cut: one request must end. */
export const MOST_LINES = 20_000;
/** Columns of a line; lists out of other systems have some dozens. */
export const MOST_COLUMNS = 200;
/** Characters of a line, which also bounds a cell whose quote is never closed. */
const MOST_CHARACTERS = 200_000;
/** Addresses, or domains, of one line, as in the form. */
const MOST_ITEMS = 50;
/** Octets between two looks at the rest of the world: some thousand of the shortest lines. */
const PIECE_OCTETS = 4096;

/**
 * Lets other work in between, and reads no line beyond the last one that is taken.
 * @throws TradepostError 'invalid-request' for what is no CSV or has no name column; 'too-large'.
 */
export async function readCsv(text: string): Promise<CsvLine[]> {
  const parser = parse({
    delimiter: separatorOf(text),
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
    max_record_size: MOST_CHARACTERS,
    cast: (cell, { index, lines }) => {
      if (index < MOST_COLUMNS) return cell;
      throw new TradepostError(
        'invalid-request',
        `Line ${lines} has more than ${MOST_COLUMNS} columns. Leave only those of customers.`,
      );
    },
  });
  const source = Readable.from(pieces(text));
  const lines: CsvLine[] = [];
  let columns: (Column | null)[] | null = null;
  let start = 1;
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<ParsedLine>) {
      if (columns === null) columns = readHeader(record);
      else if (lines.length < MOST_LINES) lines.push(readLine(columns, record, start));
      else throw new TradepostError('too-large', `A file may have ${MOST_LINES} lines. Cut it into several.`);
      start = info.lines + 1;
    }
  } catch (error) {
    if (error instanceof TradepostError) throw error;
    throw new TradepostError('invalid-request', `The file is not CSV: ${(error as Error).message}`);
  } finally {
    source.destroy();
  }
  if (columns === null) readHeader([]);
  return lines;
}

interface ParsedLine {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

async function* pieces(text: string): AsyncGenerator<Buffer> {
  const octets = Buffer.from(text, 'utf8');
  for (let at = 0; at < octets.length; at += PIECE_OCTETS) {
    await setImmediate();
    yield octets.subarray(at, at + PIECE_OCTETS);
  }
}

function readHeader(record: readonly string[]): (Column | null)[] {
  const columns = record.map(columnOf);
  if (!columns.includes('name'))
    throw new TradepostError(
      'invalid-request',
      'The first line must name the columns, one of them "name" (or 客户名称).',
    );
  return columns;
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
    const items = (cell(column) ?? '').split(/[\s,;，；、|]+/).filter((item) => item !== '');
    if (items.length > MOST_ITEMS) {
      faults.push(fault('other', { value: `more than ${MOST_ITEMS} in "${column}"` }));
      return [];
    }
    try {
      return check(items);
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
