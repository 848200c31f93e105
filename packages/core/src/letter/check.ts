/** What keeps a draft from going out, what its author should know, and whether a leader looks at it first. */
import type { LetterCheck, LetterObstacle, LetterWarning } from '@tradepost/contract';
import { LETTER_LIMITS } from '@tradepost/contract/values';
import type { DB } from '@tradepost/db';
import { findRecipientFacts } from '@tradepost/db/queries/letter-checks';
import { listOwnAddresses } from '@tradepost/db/queries/own-addresses';
import { htmlToText } from '@tradepost/mail/html';
import { checkedAddress, wireAddress } from '@tradepost/mail/smtp';
import { type Kysely, sql } from 'kysely';
import { submissionOf } from '../accounts/submission.ts';
import { openComplaints } from '../complaint/open-complaints.ts';
import { domainOf } from '../customers/normalise.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import { findLookalike } from '../reader/find-lookalike.ts';
import type { Author } from './actor.ts';
import { approvalReasons } from './approval-reasons.ts';
import { getApprovalRules } from './approval-rules.ts';
import { morningOfCustomer } from './morning.ts';
import type { Prepared } from './prepare.ts';
import { leftoverFields } from './template-fields.ts';

/** Templates that do not go to a customer who waits for us to mend something (S1-07). */
const PUSHING = new Set(['promotion', 'follow-up']);
const MANY_RECIPIENTS = 20;
const ATTACHED =
  /\b(?:attach(?:ed|ment|ments)?|enclosed|enclosure|adjunt[oa]s?|anhang|angehängt|beigefügt|anbei|ci-joint|pièces? jointes?|allegat[oi]|em anexo|anexad[oa]s?|w załączniku|ekte)\b|附件|随附|見附|见附|во вложении|прилага/iu;

export type Check = LetterCheck;

/** @returns the check; it changes nothing. */
export async function checkLetter(db: Kysely<DB>, author: Author, prepared: Prepared): Promise<Check> {
  const { letter, files } = prepared;
  const text = htmlToText(letter.html, LETTER_LIMITS.html);
  const facts = await factsOf(db, author, prepared);
  const [obstacles, warnings, approval, morning] = await Promise.all([
    obstaclesOf(db, author, prepared, text),
    warningsOf(db, author, prepared, text, facts),
    approvalOf(db, author, prepared, text, facts),
    morningOfCustomer(db, letter.customer_id),
  ]);
  return {
    obstacles,
    warnings,
    approval,
    morning: morning === null ? null : { at: morning.at.toISOString(), timeZone: morning.timeZone },
    octets: files.reduce((sum, { size }) => sum + size, 0),
  };
}

type Facts = Awaited<ReturnType<typeof factsOf>>;

async function factsOf(db: Kysely<DB>, author: Author, { recipients }: Prepared) {
  const addresses = recipients.map(({ address }) => address);
  const [ours, known] = await Promise.all([
    listOwnAddresses(db, addresses),
    findRecipientFacts(db, author.scope, addresses),
  ]);
  const outside = addresses.filter((address) => !ours.has(address));
  return { outside, known: new Map(known.map((row) => [row.address, row])) };
}

async function obstaclesOf(db: Kysely<DB>, author: Author, prepared: Prepared, text: string) {
  const { letter, account, files, recipients } = prepared;
  const found: { code: LetterObstacle; about: string[] }[] = [];
  const add = (code: LetterObstacle, about: readonly string[] = []) =>
    found.push({ code, about: [...about].slice(0, 20) });
  if (recipients.length === 0) add('no-recipient');
  const most = letter.bulk ? 1 : LETTER_LIMITS.recipients;
  if (recipients.length > most) add('too-many-recipients', [String(most)]);
  const bad = recipients.map(({ address }) => address).filter((address) => !isAddress(address));
  if (bad.length > 0) add('bad-address', bad);
  const wide = recipients
    .map(({ address }) => address)
    .filter((address) => isAddress(address) && wireAddress(address) === null);
  if (wide.length > 0) add('address-needs-smtputf8', wide);
  if (letter.account_id === null) add('no-account');
  else if (account === undefined) add('no-right-to-account');
  else if (account.state === 'removed') add('account-removed', [account.address]);
  else if (account.state === 'paused') add('account-paused', [account.address]);
  else if (submissionOf(account) === null) add('no-sending-server', [account.address]);
  if (text.trim() === '' && letter.quoted_html === '' && files.length === 0 && letter.subject.trim() === '')
    add('empty');
  const missing = [...leftoverFields(letter.subject), ...leftoverFields(text)];
  if (missing.length > 0) add('missing-fields', [...new Set(missing)]);
  if (files.reduce((sum, { size }) => sum + size, 0) > LETTER_LIMITS.octets) add('too-large');
  if (letter.customer_id !== null && !(await mayChange(db, author, letter.customer_id)))
    add('customer-not-yours');
  return found;
}

function isAddress(address: string): boolean {
  try {
    checkedAddress(address);
    return true;
  } catch {
    return false;
  }
}

async function mayChange(db: Kysely<DB>, author: Author, customerId: number): Promise<boolean> {
  const row = await db
    .selectFrom('customer as c')
    .select('c.id')
    .where('c.id', '=', customerId)
    .where(author.scope.changes('c'))
    .executeTakeFirst();
  return row !== undefined;
}

async function warningsOf(db: Kysely<DB>, author: Author, prepared: Prepared, text: string, facts: Facts) {
  const { letter, account, files, recipients } = prepared;
  const found: LetterCheck['warnings'] = [];
  const add = (code: LetterWarning, blocking: boolean, about: readonly string[] = []) =>
    found.push({ code, blocking, about: [...about].slice(0, 20) });
  const customers = [
    ...new Set([letter.customer_id, ...[...facts.known.values()].map((row) => row.customer_id)]),
  ];
  if (letter.template_kind !== null && PUSHING.has(letter.template_kind)) {
    const complaints = await openComplaints(
      db,
      customers.filter((id) => id !== null),
    );
    const all = [...complaints.values()].flat();
    if (all.length > 0)
      add(
        'open-complaint',
        true,
        all.map(({ what }) => what.slice(0, 200)),
      );
  }
  if (letter.subject.trim() === '') add('no-subject', true);
  const attached = ATTACHED.exec(text)?.[0].trim();
  if (attached !== undefined && files.every(({ content_id: id }) => id !== null))
    add('missing-attachment', true, [attached]);
  const invalid = recipients.filter(({ address }) => facts.known.get(address)?.invalid === true);
  if (invalid.length > 0)
    add(
      'invalid-address',
      true,
      invalid.map(({ address }) => address),
    );
  const others = facts.outside.filter((address) => facts.known.get(address)?.changes === false);
  if (others.length > 0) add('recipient-of-another', true, others);
  const strangers = facts.outside.filter((address) => !facts.known.has(address));
  const alike = await lookalikesOf(db, author, strangers);
  if (alike.size > 0)
    add(
      'lookalike-address',
      true,
      [...alike].map(([address, known]) => `${address} (${known})`),
    );
  const nobodys = strangers.filter((address) => !alike.has(address));
  if (nobodys.length > 0) add('address-of-nobody', false, nobodys);
  if (recipients.length > MANY_RECIPIENTS) add('many-recipients', false, [String(recipients.length)]);
  if (account?.smtp_error_code) add('sending-fault', false, [account.smtp_error_code]);
  return found;
}

/** Of addresses that nobody knows those that are easily taken for one that is known, with that one. */
async function lookalikesOf(db: Kysely<DB>, { scope }: Author, addresses: readonly string[]) {
  const found = new Map<string, string>();
  for (const address of addresses.slice(0, MANY_RECIPIENTS)) {
    const like = await findLookalike(db, scope, address, new Date());
    if (like !== null) found.set(address, like.known);
  }
  return found;
}

async function approvalOf(
  db: Kysely<DB>,
  author: Author,
  { letter, files }: Prepared,
  text: string,
  facts: Facts,
) {
  const rules = await getApprovalRules(db);
  // Nobody is above the owner.
  if (!rules.enabled || author.viewer.role === 'owner') return [];
  const { rows } = await sql<{ days: number }>`
    select floor(extract(epoch from now() - created_at) / 86400)::int as days
    from app_user where id = ${author.user.id}`.execute(db);
  return approvalReasons(rules, {
    authorId: author.user.id,
    authorName: author.user.name,
    authorDays: rows[0]?.days ?? 0,
    subject: letter.subject,
    text,
    fileNames: files.filter(({ content_id: id }) => id === null).map(({ file_name: name }) => name),
    newDomains: rules.newDomain ? await newDomains(db, facts.outside) : [],
  });
}

/** Of the open ones (gmail.com) each address is looked at, as a domain of theirs says nothing. */
async function newDomains(db: Kysely<DB>, addresses: readonly string[]): Promise<string[]> {
  const keys = [
    ...new Set(addresses.map((address) => (isSharedDomain(domainOf(address)) ? address : domainOf(address)))),
  ];
  if (keys.length === 0) return [];
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${keys}::text[]) as key
    where not exists (
      select from address a join message_address ma on ma.address_id = a.id join message m on m.id = ma.message_id
      where (a.domain = key or a.address = key) and ma.role in ('to', 'cc', 'bcc') and m.direction = 'outbound')`.execute(
    db,
  );
  return rows.map((row) => row.key);
}
