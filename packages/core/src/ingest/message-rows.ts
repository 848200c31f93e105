/** Rows of new messages: the message, its text, people, attachments and thread. */
import type { ParsedMessage } from '@tradepost/mail/parse';
import type { DB } from '@tradepost/db';
import { textArray } from '@tradepost/db/binary-array';
import { keptPlan } from '@tradepost/db/kept-plans';
import { sql, type Transaction } from 'kysely';
import { directionOf } from './direction.ts';
import { hexBytes, jsonRows } from './json-rows.ts';
import { occurredAt } from './occurred-at.ts';
import { findOwnAddresses } from './own-addresses.ts';
import { findOwnMail } from './own-mail.ts';
import { baseSubjectHash, isOrphanReply, type ThreadInput } from './thread-input.ts';
import { assignThreads } from './threads.ts';

export interface NewMessage {
  readonly parsed: ParsedMessage;
  readonly blobId: number;
  /** Raw octets. */
  readonly size: number;
  /** Milliseconds since 1970, or null. */
  readonly internalDate: number | null;
}

/**
 * Inserts the messages that are not there yet.
 * @returns fingerprint → id for all, and the ids of those made now.
 */
export async function insertMessages(
  tx: Transaction<DB>,
  messages: readonly NewMessage[],
  now: number,
): Promise<{ ids: Map<string, number>; created: number[] }> {
  const byFingerprint = new Map(messages.map((message) => [message.parsed.fingerprint, message]));
  const ids = await findMessages(tx, [...byFingerprint.keys()]);
  const fresh = [...byFingerprint.values()]
    .filter((message) => !ids.has(message.parsed.fingerprint))
    .sort((a, b) => (a.parsed.fingerprint < b.parsed.fingerprint ? -1 : 1));
  if (fresh.length === 0) return { ids, created: [] };

  const isOurs = await findOwnAddresses(
    tx,
    new Set(fresh.flatMap((message) => message.parsed.addresses.map((person) => person.address))),
  );
  const isOwnMail = await findOwnMail(
    tx,
    fresh.map(({ parsed }) => parsed),
  );
  const inputs = new Map(fresh.map((message) => [message, threadInput(message, isOurs, now)]));
  const threads = await assignThreads(tx, [...inputs.values()]);
  const rows = fresh.map((message) => {
    const { parsed } = message;
    const input = inputs.get(message) as ThreadInput;
    const from = parsed.addresses.find((person) => person.role === 'from');
    const hash = baseSubjectHash(parsed.baseSubject);
    const own = isOwnMail(parsed);
    return {
      fingerprint: hexBytes(parsed.fingerprint),
      blob_id: message.blobId,
      thread_id: threads.get(parsed.fingerprint) as number,
      rfc_message_id: parsed.messageId,
      in_reply_to: parsed.inReplyTo,
      subject: parsed.subject,
      base_subject_hash: hash === null ? null : hexBytes(hash),
      orphan_reply: isOrphanReply(input),
      sent_at: parsed.sentAt === null ? null : new Date(parsed.sentAt).toISOString(),
      occurred_at: new Date(input.occurredAt).toISOString(),
      from_address: from?.address ?? null,
      from_name: from?.name ?? null,
      direction: directionOf(parsed.addresses, isOurs, parsed.authResults),
      automatic: own ? ('auto-generated' as const) : parsed.automatic,
      own_mail: own,
      language: parsed.language,
      preview: parsed.preview,
      size: message.size,
      attachment_count: parsed.attachments.filter((attachment) => !attachment.inline).length,
      has_html: parsed.hasHtml,
      parse_tier: parsed.tier,
      quarantine_reason: parsed.quarantineReason,
      quarantine_detail: parsed.quarantineDetail,
      auth_results: parsed.authResults,
    };
  });
  const columns = {
    fingerprint: 'text',
    blob_id: 'bigint',
    thread_id: 'bigint',
    rfc_message_id: 'text',
    in_reply_to: 'text',
    subject: 'text',
    base_subject_hash: 'text',
    orphan_reply: 'boolean',
    sent_at: 'timestamptz',
    occurred_at: 'timestamptz',
    from_address: 'text',
    from_name: 'text',
    direction: 'text',
    automatic: 'text',
    own_mail: 'boolean',
    language: 'text',
    preview: 'text',
    size: 'bigint',
    attachment_count: 'int',
    has_html: 'boolean',
    parse_tier: 'text',
    quarantine_reason: 'text',
    quarantine_detail: 'text',
    auth_results: 'text',
  };
  const names = Object.keys(columns);
  const bytes = new Set(['fingerprint', 'base_subject_hash']);
  const inserted = await keptPlan(sql<{ id: number; fingerprint: string }>`
    insert into message (${sql.join(names.map((name) => sql.ref(name)))})
    select ${sql.join(names.map((name) => (bytes.has(name) ? sql`${sql.ref(name)}::bytea` : sql.ref(name))))}
    from ${jsonRows(rows, columns)}
    returning id, encode(fingerprint, 'hex') as fingerprint`).execute(tx);
  // A fingerprint that another transaction inserted meanwhile raises 23505: the whole batch is tried again.
  const made = new Map(inserted.rows.map((row) => [row.fingerprint, row.id]));
  for (const [fingerprint, id] of made) ids.set(fingerprint, id);
  const withIds = fresh.map((message) => ({
    id: made.get(message.parsed.fingerprint) as number,
    parsed: message.parsed,
  }));
  await insertDetails(tx, withIds);
  return { ids, created: [...made.values()] };
}

/** Text, people and attachments of messages whose row exists and has none of these yet. */
export async function insertDetails(
  tx: Transaction<DB>,
  messages: readonly { id: number; parsed: ParsedMessage }[],
): Promise<void> {
  await insertTexts(tx, messages);
  await insertPeople(tx, messages);
  await insertAttachments(tx, messages);
}

function threadInput(message: NewMessage, isOurs: (address: string) => boolean, now: number): ThreadInput {
  const { parsed } = message;
  return {
    fingerprint: parsed.fingerprint,
    messageId: parsed.messageId,
    inReplyTo: parsed.inReplyTo,
    references: parsed.references,
    baseSubject: parsed.baseSubject,
    isReplySubject: parsed.isReplySubject,
    occurredAt: occurredAt(
      { sentAt: parsed.sentAt, receivedAt: parsed.receivedAt, internalDate: message.internalDate },
      now,
    ),
    outsiders: [
      ...new Set(parsed.addresses.map((person) => person.address).filter((address) => !isOurs(address))),
    ],
  };
}

async function findMessages(
  tx: Transaction<DB>,
  fingerprints: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await keptPlan(sql<{ id: number; fingerprint: string }>`
    select id, encode(fingerprint, 'hex') as fingerprint from message
    where fingerprint = any(${fingerprints.map(hexBytes)}::bytea[])`).execute(tx);
  return new Map(rows.map((row) => [row.fingerprint, row.id]));
}

async function insertTexts(tx: Transaction<DB>, messages: readonly { id: number; parsed: ParsedMessage }[]) {
  await keptPlan(sql`
    insert into message_text (message_id, body, source, truncated)
    select * from unnest(${messages.map(({ id }) => id)}::bigint[],
      ${textArray(messages.map(({ parsed }) => parsed.text))}::text[],
      ${messages.map(({ parsed }) => parsed.textSource)}::text[],
      ${messages.map(({ parsed }) => parsed.textTruncated)}::boolean[])`).execute(tx);
}

async function insertPeople(tx: Transaction<DB>, messages: readonly { id: number; parsed: ParsedMessage }[]) {
  const people = messages.flatMap(({ id, parsed }) =>
    parsed.addresses.map((person) => ({ message_id: id, ...person })),
  );
  if (people.length === 0) return;
  const names = new Map<string, string | null>();
  for (const person of people) names.set(person.address, names.get(person.address) ?? person.name);
  // Sorted, so that two transactions wait for each other in one order.
  const addresses = [...names.keys()].sort().map((address) => ({
    address,
    domain: address.slice(address.lastIndexOf('@') + 1),
    name: names.get(address),
  }));
  await keptPlan(sql`
    insert into address (address, domain, name)
    select r.address, r.domain, r.name
    from ${jsonRows(addresses, { address: 'text', domain: 'text', name: 'text' })}
    where not exists (select 1 from address known where known.address = r.address)
    on conflict (address) do nothing`).execute(tx);
  await keptPlan(sql`
    insert into message_address (message_id, role, position, address_id, name)
    select r.message_id, r.role, r.position, a.id, r.name
    from ${jsonRows(people, { message_id: 'bigint', role: 'text', position: 'int', address: 'text', name: 'text' })}
    join address a on a.address = r.address`).execute(tx);
}

async function insertAttachments(
  tx: Transaction<DB>,
  messages: readonly { id: number; parsed: ParsedMessage }[],
) {
  const rows = messages.flatMap(({ id, parsed }) =>
    parsed.attachments.map((attachment) => ({
      message_id: id,
      part_path: attachment.partPath,
      file_name: attachment.fileName,
      content_type: attachment.contentType,
      size: attachment.size,
      sha256: hexBytes(attachment.sha256),
      inline: attachment.inline,
      content_id: attachment.contentId,
    })),
  );
  if (rows.length === 0) return;
  await keptPlan(sql`
    insert into attachment (message_id, part_path, file_name, content_type, size, sha256, inline, content_id)
    select message_id, part_path, file_name, content_type, size, sha256::bytea, inline, content_id
    from ${jsonRows(rows, { message_id: 'bigint', part_path: 'text', file_name: 'text', content_type: 'text', size: 'bigint', sha256: 'text', inline: 'boolean', content_id: 'text' })}
    on conflict do nothing`).execute(tx);
}
