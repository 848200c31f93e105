/** What a merge would do, before it is done. */
import type { ContactMergePreview, MergePreview, MergeSide } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findContactSide, findMergeSide, type MergeSideRow } from '@tradepost/db/queries/merges';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import { notFound, TradepostError } from '../errors.ts';
import { comparePair, type FieldPair } from './fields.ts';

/** @throws TradepostError 'not-found', 'forbidden'. */
export async function previewCustomerMerge(
  db: Kysely<DB>,
  scope: Scope,
  targetId: number,
  sourceId: number,
): Promise<MergePreview> {
  const [target, source] = [
    await findMergeSide(db, scope, targetId),
    await findMergeSide(db, scope, sourceId),
  ];
  if (target === undefined || source === undefined) throw notFound('The customer');
  if (!target.may_change || !source.may_change) throw readOnly();
  const differs = source.owner_id !== null && source.owner_id !== target.owner_id;
  return {
    target: describeSide(target),
    source: describeSide(source),
    fields: comparePair('customer', target.row, source.row).map((pair) =>
      pair.field === 'batchId'
        ? { ...pair, target: target.batch_name, source: source.batch_name }
        : describePair(pair),
    ),
    addsCollaborator: differs ? source.owner_name : null,
  };
}

/** @throws TradepostError 'not-found', 'forbidden'. */
export async function previewContactMerge(
  db: Kysely<DB>,
  scope: Scope,
  targetId: number,
  sourceId: number,
): Promise<ContactMergePreview> {
  const [target, source] = [
    await findContactSide(db, scope, targetId),
    await findContactSide(db, scope, sourceId),
  ];
  if (target === undefined || source === undefined || target.customer_id !== source.customer_id)
    throw notFound('The contact among those of this customer');
  if (!target.may_change) throw readOnly();
  const side = ({ id, name, addresses }: typeof target) => ({ id, name, addresses });
  return {
    target: side(target),
    source: side(source),
    fields: comparePair('contact', target.row, source.row).map(describePair),
  };
}

const readOnly = () =>
  new TradepostError('forbidden', 'Both records must be yours to change. Ask a manager to merge them.');

const describeSide = (row: MergeSideRow): MergeSide => ({
  id: row.id,
  name: row.name,
  country: row.country,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  createdAt: row.created_at.toISOString(),
  contacts: row.contacts,
  addresses: row.addresses,
  domains: row.domains,
  entries: row.entries,
  activities: row.activities,
  lastEntryAt: row.last_entry_at?.toISOString() ?? null,
});

const describePair = ({ field, target, source, wins }: FieldPair) => ({
  field,
  target: text(target),
  source: text(source),
  wins,
});
const text = (value: unknown) =>
  value === null || value === undefined
    ? null
    : typeof value === 'string'
      ? value
      : typeof value === 'boolean'
        ? value
          ? 'yes'
          : 'no'
        : JSON.stringify(value);
