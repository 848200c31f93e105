/** A filter as people write it, made into what the queries take. */
import type { CustomerFilter } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { ListFilter } from '@tradepost/db/queries/customer-list-filter';
import { listPeopleOf } from '@tradepost/db/queries/customer-list-people';
import type { WordsIn } from '@tradepost/db/queries/customer-list-words';
import { readWords } from '@tradepost/db/queries/text-words';
import type { Kysely } from 'kysely';
import { loadHome } from '../calendar/company-calendar.ts';
import { DAY_MS, dayNumberOf } from '../calendar/days.ts';
import { momentOf, startOfDay } from '../calendar/wall-time.ts';
import { getLists, knownKeyOf } from '../record/lists.ts';
import type { Viewer } from '../users/viewer.ts';

/** What asks for nobody's (`-`) asks for null. */
const split = (text: string | undefined): (string | null)[] | null =>
  text === undefined ? null : text.split(',').map((value) => (value === '-' ? null : value));
const values = (text: string | undefined) => split(text)?.filter((value) => value !== null) ?? null;
const ids = (text: string | undefined) => values(text)?.map(Number) ?? null;
const since = (days: number | undefined, now: number) =>
  days === undefined ? null : new Date(now - days * DAY_MS);

export async function readFilter(
  db: Kysely<DB>,
  viewer: Viewer,
  filter: CustomerFilter,
  now = Date.now(),
): Promise<ListFilter> {
  const [businessType, scale] = await listed(db, filter);
  const [createdFrom, createdBefore] = await createdIn(db, filter);
  return {
    texts: await textsOf(db, filter),
    owners: await ownersOf(db, viewer, filter),
    collaborators: [
      ...(filter.collaborator === undefined ? [] : [filter.collaborator]),
      ...(filter.whose === 'shared' ? [viewer.id] : []),
    ],
    countries: values(filter.country),
    region: filter.region ?? null,
    grades: split(filter.grade),
    stages: values(filter.stage),
    relationshipTypes: values(filter.relationshipType),
    keyAccount: filter.keyAccount ?? null,
    source: filter.source ?? null,
    batches: ids(filter.batch),
    businessType,
    city: filter.city ?? null,
    scale,
    languages: values(filter.language),
    channels: values(filter.preferredChannel),
    supplier: filter.supplier ?? null,
    custom: ownValues(filter.custom),
    filled: values(filter.filled) ?? [],
    empty: values(filter.empty) ?? [],
    tag: filter.tag ?? null,
    product: filter.product ?? null,
    productInUse: filter.productInUse ?? null,
    completenessBelow: filter.completenessBelow ?? null,
    noContactSince: since(filter.noContactDays, now),
    contacted: filter.neverContacted === true ? false : null,
    mailed: null,
    notVerifiedSince: since(filter.notVerifiedDays, now),
    createdFrom,
    createdBefore,
    archived: filter.archived ?? false,
  };
}

/** What says nothing but signs narrows nothing. */
async function textsOf(db: Kysely<DB>, filter: CustomerFilter): Promise<WordsIn[]> {
  const typed = {
    words: filter.search,
    address: filter.address,
    evaluation: filter.evaluation,
    usage_note: filter.usageNote,
    note: filter.note,
  };
  const texts: WordsIn[] = [];
  for (const text of Object.keys(typed) as (keyof typeof typed)[]) {
    const words = await readWords(db, typed[text] ?? '');
    if (words.length > 0) texts.push({ text, words });
  }
  return texts;
}

/** What is in the company's lists is kept by its key, and may be asked for by its name. */
async function listed(
  db: Kysely<DB>,
  { businessType, scale }: CustomerFilter,
): Promise<[businessType: string | null, scale: string | null]> {
  if (businessType === undefined && scale === undefined) return [null, null];
  const lists = await getLists(db);
  return [
    businessType === undefined ? null : (knownKeyOf(lists.businessTypes, businessType) ?? businessType),
    scale === undefined ? null : (knownKeyOf(lists.scales, scale) ?? scale),
  ];
}

/** From the first moment of one day of the company's to the last of another. */
async function createdIn(
  db: Kysely<DB>,
  { createdFrom, createdTo }: CustomerFilter,
): Promise<[from: Date | null, before: Date | null]> {
  if (createdFrom === undefined && createdTo === undefined) return [null, null];
  const { timeZone } = await loadHome(db);
  return [
    createdFrom === undefined ? null : startOfDay(timeZone, createdFrom),
    createdTo === undefined ? null : new Date(momentOf(timeZone, dayNumberOf(createdTo) + 1, 0)),
  ];
}

const ownValues = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ key: line.slice(0, line.indexOf(':')), value: line.slice(line.indexOf(':') + 1) }));

/** Whose customers: every word on it narrows. */
async function ownersOf(
  db: Kysely<DB>,
  viewer: Viewer,
  { whose, owner, department }: CustomerFilter,
): Promise<(number | null)[] | null> {
  const sets: (number | null)[][] = [];
  const asked = ids(owner);
  if (asked !== null) sets.push(asked);
  if (whose === 'mine') sets.push([viewer.id]);
  if (whose === 'team' && viewer.team !== 'all') sets.push([...viewer.team]);
  if (whose === 'nobody') sets.push([null]);
  const departments = ids(department);
  if (departments !== null) sets.push(await listPeopleOf(db, departments));
  const [first, ...rest] = sets;
  return first?.filter((id) => rest.every((set) => set.includes(id))) ?? null;
}
