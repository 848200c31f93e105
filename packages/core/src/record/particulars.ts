/** A customer's particulars as the table keeps them, checked against the company's lists and fields. */
import type { Choice, CustomerPatch } from '@tradepost/contract';
import type { CustomerTable, DB } from '@tradepost/db';
import { listCustomFields } from '@tradepost/db/queries/record';
import type { Kysely, Selectable, Updateable } from 'kysely';
import { isTimeZone, onlyZoneOf, zonesOf } from '../calendar/time-zones.ts';
import { fault, faultError } from '../customers/fault.ts';
import { cleanText } from '../customers/normalise.ts';
import { mergeCustom } from './custom-values.ts';
import { getLists, keyOf } from './lists.ts';

/** All but name, owner, domains and contacts, which have rules of their own. */
export type Particulars = Omit<CustomerPatch, 'name' | 'ownerId' | 'domains' | 'reason'>;
type Before = Selectable<CustomerTable>;

const TEXTS = {
  localName: 'local_name',
  region: 'region',
  city: 'city',
  address: 'address',
  website: 'website',
  source: 'source',
  usageNote: 'usage_note',
  evaluation: 'evaluation',
  note: 'note',
} as const satisfies Partial<Record<keyof Particulars, keyof CustomerTable>>;

/**
 * The columns to set: those of fields that are given.
 * @param before null: a new customer. @throws TradepostError 'invalid-request'.
 */
export async function readParticulars(
  db: Kysely<DB>,
  input: Particulars,
  before: Before | null,
): Promise<Updateable<CustomerTable>> {
  const set: Updateable<CustomerTable> = {};
  for (const field of Object.keys(TEXTS) as (keyof typeof TEXTS)[])
    if (input[field] !== undefined) set[TEXTS[field]] = cleanText(input[field]);
  if (input.country !== undefined) set.country = input.country;
  if (input.language !== undefined) set.language = input.language;
  if (input.grade !== undefined) set.grade = input.grade;
  if (input.stage !== undefined) set.stage = input.stage;
  if (input.relationshipType !== undefined) set.relationship_type = input.relationshipType;
  if (input.keyAccount !== undefined) set.key_account = input.keyAccount;
  if (input.preferredChannel !== undefined) set.preferred_channel = input.preferredChannel;
  if (input.productsOfInterest !== undefined) set.products_of_interest = cleanWords(input.productsOfInterest);
  if (input.productsInUse !== undefined) set.products_in_use = cleanWords(input.productsInUse);
  if (input.tags !== undefined) set.tags = cleanWords(input.tags);
  const zone = timeZoneOf(input, before);
  if (zone !== undefined) set.time_zone = zone;
  if (input.batchId !== undefined) set.batch_id = await checkBatch(db, input.batchId);
  if (input.businessType !== undefined || input.scale !== undefined) {
    const lists = await getLists(db);
    if (input.businessType !== undefined)
      set.business_type = chosen(lists.businessTypes, input.businessType, before?.business_type);
    if (input.scale !== undefined) set.scale = chosen(lists.scales, input.scale, before?.scale);
  }
  if (input.custom !== undefined)
    set.custom = JSON.stringify(mergeCustom(before?.custom ?? {}, input.custom, await listCustomFields(db)));
  return set;
}

/** What stands there already stays, though the list has it no more. */
function chosen(
  choices: readonly Choice[],
  said: string | null,
  before: string | null | undefined,
): string | null {
  const text = cleanText(said);
  return text === null || text === before ? text : keyOf(choices, text);
}

/** The one that is given; with another country the one of that country, where it has but one. */
function timeZoneOf({ country, timeZone }: Particulars, before: Before | null): string | null | undefined {
  if (timeZone !== undefined) {
    const name = cleanText(timeZone);
    if (name !== null && !isTimeZone(name))
      throw faultError(
        'invalid-request',
        fault('not-a-time-zone', { value: name }),
        `"${name}" is not a time zone.`,
      );
    return name;
  }
  if (country === undefined || country === (before?.country ?? null)) return undefined;
  const old = before?.time_zone ?? null;
  return old !== null && country !== null && zonesOf(country).includes(old) ? undefined : onlyZoneOf(country);
}

async function checkBatch(db: Kysely<DB>, id: number | null): Promise<number | null> {
  if (id === null) return null;
  const found = await db.selectFrom('batch').select('id').where('id', '=', id).executeTakeFirst();
  if (found === undefined)
    throw faultError('invalid-request', fault('unknown-batch'), 'There is no such batch.');
  return id;
}

/** Each once, however it is written, in the order given. */
function cleanWords(words: readonly string[]): string[] {
  const clean = words.map(cleanText).filter((word) => word !== null);
  const seen = new Map(clean.map((word) => [word.toLowerCase(), word]).reverse() as [string, string][]);
  return clean.filter((word) => seen.get(word.toLowerCase()) === word && seen.delete(word.toLowerCase()));
}
