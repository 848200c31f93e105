/** A filter as people write it, made into what the queries take. */
import type { CustomerFilter } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { ListFilter } from '@tradepost/db/queries/customer-list-filter';
import { listPeopleOf } from '@tradepost/db/queries/customer-list-people';
import { readWords } from '@tradepost/db/queries/text-words';
import type { Kysely } from 'kysely';
import type { Viewer } from '../users/viewer.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

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
  const search = filter.search?.trim() ?? '';
  return {
    words: search === '' ? [] : await readWords(db, search),
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
    businessType: filter.businessType ?? null,
    tag: filter.tag ?? null,
    product: filter.product ?? null,
    productInUse: filter.productInUse ?? null,
    completenessBelow: filter.completenessBelow ?? null,
    noContactSince: since(filter.noContactDays, now),
    contacted: filter.neverContacted === true ? false : null,
    mailed: null,
    notVerifiedSince: since(filter.notVerifiedDays, now),
    createdFrom: filter.createdFrom === undefined ? null : new Date(filter.createdFrom),
    createdBefore:
      filter.createdTo === undefined ? null : new Date(new Date(filter.createdTo).getTime() + DAY_MS),
    archived: filter.archived ?? false,
  };
}

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
