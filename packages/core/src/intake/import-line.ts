/** What becomes of one line of a list: a customer, an addition to one that is known, or nothing, and why. */
import type { CustomerFault, DuplicateChoice, ImportOutcome } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type Transaction, sql } from 'kysely';
import { type Actor, insertCustomer } from '../customers/create.ts';
import { fault, faultOf } from '../customers/fault.ts';
import { findDuplicates } from '../customers/find-duplicates.ts';
import { domainOf } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import { addContacts, fillEmpty } from './add-to-customer.ts';
import { draftOf, type LineDraft } from './line-draft.ts';

export interface LineContext {
  readonly actor: Actor;
  readonly mapping: readonly (string | null)[];
  readonly onDuplicate: DuplicateChoice;
  /** For lines that do not say it themselves. */
  readonly source: string | null;
  readonly batchId: number | null;
  /** Undefined: by the rule of the form. */
  readonly ownerId: number | undefined;
  /** Lower-case address or name → id; a name that two people have is nobody's. */
  readonly owners: ReadonlyMap<string, number>;
  /** The earlier line of the same file with one of these keys, which are kept for the lines after. */
  readonly seen: (
    tx: Transaction<DB>,
    keys: readonly string[],
    line: number,
  ) => Promise<{ readonly line: number; readonly customerId: number | null } | null>;
}

export interface LineResult {
  readonly outcome: ImportOutcome;
  readonly name: string | null;
  readonly fault: CustomerFault | null;
  readonly customerId: number | null;
  /** Jobs to announce after the commit. */
  readonly jobIds: readonly number[];
}

/** Names that differ in hardly more than a legal form or a typing error. */
const SAME_NAME = 0.95;

/**
 * A rule that refuses the line makes it a duplicate or invalid, and leaves nothing of it behind; so does a dry run of
 * every line, after it has told what would happen.
 */
export async function importLine(
  tx: Transaction<DB>,
  context: LineContext,
  line: number,
  cells: readonly string[],
  dry: boolean,
): Promise<LineResult> {
  const draft = draftOf(cells, context.mapping);
  const told = (
    outcome: ImportOutcome,
    why: CustomerFault | null,
    customerId: number | null = null,
    jobIds: readonly number[] = [],
  ): LineResult => ({ outcome, name: draft.name?.slice(0, 300) ?? null, fault: why, customerId, jobIds });
  if (draft.fault !== null) return told('invalid', draft.fault);
  const ownerId = draft.owner === null ? context.ownerId : context.owners.get(draft.owner.toLowerCase());
  if (draft.owner !== null && ownerId === undefined)
    return told('invalid', fault('unknown-owner', { value: draft.owner }));

  const earlier = await context.seen(tx, keysOf(draft), line);
  const known =
    earlier === null
      ? await findKnown(tx, context.actor, draft)
      : { why: fault('same-as-line', { line: earlier.line }), customerId: earlier.customerId };
  await sql`savepoint line`.execute(tx);
  const result = await attempt().catch(async (error: unknown) => {
    await sql`rollback to savepoint line`.execute(tx);
    return refusalOf(error);
  });
  if (dry) await sql`rollback to savepoint line`.execute(tx);
  await sql`release savepoint line`.execute(tx);
  if (result === null) return told('duplicate', known?.why ?? null, known?.customerId ?? null);
  if ('refusal' in result) return told(result.outcome, result.refusal);
  return told(
    result.outcome,
    null,
    dry && known === null ? null : result.customerId,
    dry ? [] : result.jobIds,
  );

  function attempt(): Promise<Done | null> {
    if (known === null) return make(tx, context, draft, ownerId);
    return addTo(tx, context, draft, known.customerId, dry && earlier !== null);
  }
}

interface Refusal {
  readonly outcome: 'duplicate' | 'invalid';
  readonly refusal: CustomerFault;
}

/** @throws what is no fault of the line. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof TradepostError)
    return { outcome: error.code === 'address-taken' ? 'duplicate' : 'invalid', refusal: faultOf(error) };
  // A value that Postgres does not take must not stop the lines behind it (SQLSTATE classes 22 and 23).
  const state = (error as { code?: unknown }).code;
  if (typeof state === 'string' && /^2[23]/.test(state))
    return { outcome: 'invalid', refusal: fault('other', { value: 'A value of this line cannot be kept.' }) };
  throw error;
}

type Done = {
  readonly outcome: ImportOutcome;
  readonly customerId: number | null;
  readonly jobIds: number[];
};

async function make(
  tx: Transaction<DB>,
  { actor, source, batchId }: LineContext,
  draft: LineDraft,
  ownerId: number | undefined,
): Promise<Done> {
  const { customerId, jobId } = await insertCustomer(tx, actor, {
    ...draft.customer,
    source: draft.customer.source ?? source,
    ...(batchId === null ? {} : { batchId }),
    ...(ownerId === undefined ? {} : { ownerId }),
  });
  return { outcome: 'created', customerId, jobIds: jobId === null ? [] : [jobId] };
}

/**
 * @param before the customer would come of an earlier line, which a dry run has not made.
 * @returns null where the line is left alone.
 */
async function addTo(
  tx: Transaction<DB>,
  { actor, onDuplicate, batchId }: LineContext,
  draft: LineDraft,
  customerId: number | null,
  before: boolean,
): Promise<Done | null> {
  if (onDuplicate === 'skip') return null;
  if (before)
    return { outcome: onDuplicate === 'fill' ? 'filled' : 'contact-added', customerId: null, jobIds: [] };
  if (customerId === null) return null;
  const added =
    onDuplicate === 'fill'
      ? await fillEmpty(tx, actor, customerId, {
          ...draft.customer,
          ...(batchId === null ? {} : { batchId }),
        })
      : await addContacts(tx, actor, customerId, draft.customer.contacts ?? []);
  if (added === null) return null;
  return { outcome: onDuplicate === 'fill' ? 'filled' : 'contact-added', customerId, jobIds: added };
}

/** What two lines of one file have in common when they are one customer. */
function keysOf({ customer: { name, domains = [], contacts = [] } }: LineDraft): string[] {
  const addresses = contacts.flatMap((contact) => contact.addresses ?? []);
  const companies = [...domains, ...addresses.map(domainOf)].filter((domain) => !isSharedDomain(domain));
  return [
    ...new Set([...addresses, ...companies.map((domain) => `@${domain}`), `name:${name.toLowerCase()}`]),
  ];
}

interface Known {
  readonly why: CustomerFault;
  /** Null where the asker may not know whose it is. */
  readonly customerId: number | null;
}

async function findKnown(
  tx: Transaction<DB>,
  { scope }: Actor,
  { customer }: LineDraft,
): Promise<Known | null> {
  const contacts = customer.contacts ?? [];
  const duplicates = await findDuplicates(tx, scope, {
    names: [customer.name, customer.localName],
    addresses: contacts.flatMap((contact) => contact.addresses ?? []),
    domains: customer.domains ?? [],
    phones: contacts.flatMap((contact) =>
      (contact.channels ?? []).filter(({ kind }) => kind !== 'fax').map(({ value }) => value),
    ),
  });
  const found = duplicates.find(({ reason, score }) => reason !== 'name' || score >= SAME_NAME);
  if (found === undefined) return null;
  const { reason, value, customer: holder } = found;
  if (holder === null) return { why: fault('of-colleague', { value }), customerId: null };
  const why =
    reason === 'name'
      ? fault('name-known', { value: holder.name })
      : fault('of-customer', { value, customerName: holder.name });
  return { why, customerId: holder.id };
}
