/** Customers from CSV, line by line: what became of each line, and why. */
import type { CustomerFault, ImportResult, NewCustomer } from '@tradepost/contract';
import { findAddressHolders, findDomainHolders, type Holder } from '@tradepost/db/queries/contacts';
import { findForeignAddress, findForeignDomain } from '@tradepost/db/queries/foreign-mail';
import { listOwnAddresses } from '@tradepost/db/queries/own-addresses';
import { type Kysely, sql } from 'kysely';
import type { DB } from '@tradepost/db';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import { type Actor, insertCustomer } from './create.ts';
import { type CsvLine, readCsv } from './csv-lines.ts';
import type { CustomerDeps } from './deps.ts';
import { fault, faultOf } from './fault.ts';

type Row = ImportResult['rows'][number];

/**
 * Each line is its own transaction, so that what was imported before a fault stays, and the same file again
 * makes no double: a line whose address, domain or (without both) name is known is a duplicate.
 * @throws TradepostError 'invalid-request' for a file that is no CSV or has no name column; 'too-large'.
 */
export async function importCustomers(
  deps: CustomerDeps,
  actor: Actor,
  csv: string,
  { dryRun }: { dryRun: boolean },
): Promise<ImportResult> {
  const lines = await readCsv(csv);
  const owners = await ownersByName(deps.db);
  const rows: Row[] = [];
  const seen = new Map<string, number>();
  for (const line of lines) rows.push(await importLine(deps, actor, line, { dryRun, owners, seen }));
  const count = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const result = {
    dryRun,
    created: count('created'),
    duplicates: count('duplicate'),
    invalid: count('invalid'),
    rows,
  };
  if (!dryRun && result.created > 0)
    await deps.db.transaction().execute((tx) =>
      appendAudit(tx, {
        actorId: actor.viewer?.id ?? null,
        action: 'customer.imported',
        subjectKind: 'customer',
        subjectId: null,
        detail: { created: result.created, duplicates: result.duplicates, invalid: result.invalid },
      }),
    );
  return result;
}

interface Batch {
  readonly dryRun: boolean;
  readonly owners: ReadonlyMap<string, number>;
  /** Keys of the lines before, with their line. */
  readonly seen: Map<string, number>;
}

async function importLine(deps: CustomerDeps, actor: Actor, line: CsvLine, batch: Batch): Promise<Row> {
  const { name } = line;
  const row = (
    outcome: Row['outcome'],
    reason: CustomerFault | null,
    customerId: number | null = null,
  ): Row => ({
    line: line.line,
    outcome,
    name,
    customerId,
    reason,
  });
  if (line.fault !== null || name === null) return row('invalid', line.fault ?? fault('name-missing'));
  const ownerId = line.owner === null ? undefined : batch.owners.get(line.owner.toLowerCase());
  if (line.owner !== null && ownerId === undefined)
    return row('invalid', fault('unknown-owner', { value: line.owner }));
  const keys = [...line.addresses, ...line.domains.map((domain) => `@${domain}`)];
  if (keys.length === 0) keys.push(`name:${name.toLowerCase()}`);
  const earlier = keys.map((key) => batch.seen.get(key)).find((found) => found !== undefined);
  if (earlier !== undefined) return row('duplicate', fault('same-as-line', { line: earlier }));
  for (const key of keys) batch.seen.set(key, line.line);

  const known = await findKnown(deps.db, actor, line, name);
  if (known !== null) return row('duplicate', known.reason, known.customerId);
  const [own] = await listOwnAddresses(deps.db, line.addresses);
  if (own !== undefined) return row('invalid', fault('own-address', { value: own }));
  if (batch.dryRun) {
    const foreign =
      (await findForeignDomain(deps.db, actor.scope, line.domains)) ??
      (await findForeignAddress(deps.db, actor.scope, line.addresses));
    return foreign === null
      ? row('created', null)
      : row('invalid', fault('seen-elsewhere', { value: foreign }));
  }
  try {
    const made = await deps.db
      .transaction()
      .execute((tx) => insertCustomer(tx, actor, toCustomer(line, name, ownerId)));
    if (made.jobId !== null) await deps.notifier.enqueue('background-job', { jobId: made.jobId });
    return row('created', null, made.customerId);
  } catch (error) {
    if (!(error instanceof TradepostError)) throw error;
    return row(error.code === 'address-taken' ? 'duplicate' : 'invalid', faultOf(error));
  }
}

function toCustomer(line: CsvLine, name: string, ownerId: number | undefined): NewCustomer {
  const person = line.contact !== null || line.phone !== null || line.addresses.length > 0;
  return {
    name,
    country: line.country,
    grade: line.grade,
    website: line.website,
    source: line.source,
    domains: [...line.domains],
    contacts: person
      ? [
          {
            name: line.contact,
            channels: line.phone === null ? [] : [{ kind: 'phone', value: line.phone }],
            addresses: [...line.addresses],
          },
        ]
      : [],
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}

async function findKnown(
  db: Kysely<DB>,
  { scope }: Actor,
  line: CsvLine,
  name: string,
): Promise<{ reason: CustomerFault; customerId: number | null } | null> {
  const holders: Holder[] = [
    ...(await findAddressHolders(db, scope, line.addresses)),
    ...(await findDomainHolders(db, scope, line.domains)),
  ];
  const holder = holders.find((candidate) => candidate.visible) ?? holders[0];
  if (holder !== undefined)
    return holder.visible
      ? {
          reason: fault('of-customer', { value: holder.value, customerName: holder.customerName }),
          customerId: holder.customerId,
        }
      : { reason: fault('of-colleague', { value: holder.value }), customerId: null };
  if (line.addresses.length + line.domains.length > 0) return null;
  const { rows } = await sql<{ id: number }>`
    select c.id from customer c where lower(c.name) = ${name.toLowerCase()} and c.archived_at is null
      and ${scope.customer('c')} limit 1`.execute(db);
  return rows[0] === undefined
    ? null
    : { reason: fault('name-known', { value: name }), customerId: rows[0].id };
}

/** By address or name, lower case. A name that two people have is nobody's. */
async function ownersByName(db: Kysely<DB>): Promise<Map<string, number>> {
  const people = await db
    .selectFrom('app_user')
    .select(['id', 'email', 'name'])
    .where('disabled_at', 'is', null)
    .execute();
  const names = Map.groupBy(people, (person) => person.name.toLowerCase());
  return new Map([
    ...[...names].flatMap(([name, who]) => (who.length === 1 ? [[name, who[0]?.id as number] as const] : [])),
    ...people.map((person) => [person.email.toLowerCase(), person.id] as const),
  ]);
}
