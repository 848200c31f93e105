/** One line of a list as a new customer: each cell by the field of its column, what is wrong with it told. */
import type { ContactInput, CustomerFault, NewCustomer, Stage } from '@tradepost/contract';
import { STAGES } from '@tradepost/contract/values';
import { checkAddresses, checkDomains } from '../customers/claim.ts';
import { countryCode } from '../customers/country.ts';
import { fault } from '../customers/fault.ts';
import { addressWords, cleanText } from '../customers/normalise.ts';
import { cellReader, type CellReader } from './cell-reader.ts';

export interface LineDraft {
  readonly name: string | null;
  readonly customer: NewCustomer;
  /** As it is written: an address or a name of one of our people. */
  readonly owner: string | null;
  /** The first of several. */
  readonly fault: CustomerFault | null;
}

const GRADE = /^[ABCD]$/;
/** What lists say of a stage, beside its code. */
const STAGE_NAMES: Readonly<Record<string, Stage>> = {
  目标: 'target',
  目标客户: 'target',
  潜在客户: 'target',
  lead: 'target',
  初步接触: 'first-contact',
  初次接触: 'first-contact',
  已联系: 'first-contact',
  contacted: 'first-contact',
  洽谈: 'negotiation',
  谈判: 'negotiation',
  报价: 'negotiation',
  quoted: 'negotiation',
  达成意向: 'agreement',
  签约下单: 'contract',
  意向: 'agreement',
  合同: 'contract',
  成交: 'contract',
  已成交: 'contract',
  ordered: 'contract',
  交货: 'delivery',
  售后: 'after-sales',
};

/** @param mapping for each cell its field, or null. */
export function draftOf(cells: readonly string[], mapping: readonly (string | null)[]): LineDraft {
  const faults: CustomerFault[] = [];
  const read = cellReader(cells, mapping, faults);
  const name = read.text('name', 1_000);
  if (name === null) faults.push(fault('name-missing'));
  else if (name.length > 300) faults.push(fault('name-too-long'));
  const customer: NewCustomer = {
    name: name ?? '',
    ...present({
      localName: read.text('localName', 300),
      country: chosen(read.text('country', 200), countryCode, 'not-a-country', faults),
      region: read.text('region', 200),
      city: read.text('city', 200),
      address: read.text('address', 1_000),
      website: read.text('website', 500),
      grade: chosen(read.text('grade', 50), gradeOf, 'not-a-grade', faults),
      stage: chosen(read.text('stage', 100), stageOf, 'bad-value', faults),
      source: read.text('source', 200),
      businessType: read.text('businessType', 100),
      scale: read.text('scale', 100),
      productsOfInterest: words(read.text('productsOfInterest', 5_000), 200),
      productsInUse: words(read.text('productsInUse', 5_000), 200),
      evaluation: read.text('evaluation', 5_000),
      tags: words(read.text('tags', 2_000), 50),
      note: read.text('note', 10_000),
    }),
    domains: read.list('domain', (text) => text.split(/[\s,;，；、|]+/), checkDomains),
    contacts: contactsOf(read, faults),
  };
  return { name, customer, owner: read.text('owner', 320), fault: faults[0] ?? null };
}

function contactsOf(read: CellReader, faults: CustomerFault[]): ContactInput[] {
  const contacts: ContactInput[] = [];
  for (const number of read.contactNumbers()) {
    const at = (field: string) => (number === 1 ? field : `${field}:${number}`);
    const channels = read.channels(number);
    const contact: ContactInput = {
      ...present({
        name: read.text(at('contact'), 300),
        localName: read.text(at('contactLocalName'), 300),
        title: read.text(at('title'), 200),
        department: read.text(at('department'), 200),
        birthday: chosen(read.text(at('birthday'), 50), dayOf, 'bad-value', faults),
        note: read.text(at('contactNote'), 5_000),
      }),
      addresses: read.list(at('email'), addressWords, checkAddresses),
      channels,
    };
    const { addresses = [], ...rest } = contact;
    const says = addresses.length + channels.length > 0 || Object.keys(rest).length > 1;
    if (says) contacts.push(contact);
  }
  return contacts;
}

/** Without what the line does not say: a left-out field and an empty one are not the same to a record. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

function chosen<T>(
  text: string | null,
  read: (text: string) => T | null,
  code: 'not-a-country' | 'not-a-grade' | 'bad-value',
  faults: CustomerFault[],
): T | null {
  if (text === null) return null;
  const value = read(text);
  if (value === null) faults.push(fault(code, { value: text }));
  return value;
}

function gradeOf(text: string): 'A' | 'B' | 'C' | 'D' | null {
  const letter = text
    .toUpperCase()
    .replace(/(?:级|類|类)$/, '')
    .trim();
  return GRADE.test(letter) ? (letter as 'A') : null;
}

function stageOf(text: string): Stage | null {
  const plain = text.trim().toLowerCase();
  const code = plain.replace(/\s+/g, '-');
  return STAGES.find((stage) => stage === code) ?? STAGE_NAMES[plain] ?? null;
}

/** 1985-03-07, 1985/3/7, 1985年3月7日, 19850307. Where day and month could be changed over, it is no date. */
function dayOf(text: string): string | null {
  const found =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (found === null) return null;
  const [, year = '', month = '', day = ''] = found;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : null;
}

function words(text: string | null, most: number): string[] | null {
  if (text === null) return null;
  const list = text
    .split(/[,;，；、|\n]+/)
    .map((word) => cleanText(word)?.slice(0, most) ?? '')
    .filter((word) => word !== '');
  return list.length === 0 ? null : [...new Set(list)].slice(0, 50);
}
