/** Fills a share of the benchmark's mails in by COPY, with the same words in the index as the product's own. */
import { parentPort, workerData } from 'node:worker_threads';
import { indexDocs } from '@tradepost/core/search/index-docs';
import { connect } from '@tradepost/db';
import { indexMail } from '@tradepost/mail/words';
import { sql } from 'kysely';
import pg from 'pg';
import { copyRows } from './copy-in.ts';
import { type BenchMail, MailMaker, sellerAddress } from './search-mail.ts';

export interface WorkerTask {
  readonly url: string;
  readonly mails: number;
  /** This worker takes each batch whose number leaves this rest. */
  readonly rest: number;
  readonly workers: number;
}

const BATCH = 2_000;
/** As many as a batch of mails brings. */
const DOCS_AT_ONCE = 250;

const { url, mails, rest, workers } = workerData as WorkerTask;
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query('set session_replication_role = replica');
await client.query('set synchronous_commit = off');
const maker = new MailMaker(mails);
const db = connect({ url, applicationName: 'bench', max: 1 });

async function writeBatch(drawn: readonly BenchMail[]): Promise<void> {
  await copyRows(
    client,
    'message',
    [
      'id',
      'fingerprint',
      'blob_id',
      'thread_id',
      'subject',
      'occurred_at',
      'from_address',
      'from_name',
      'direction',
      'language',
      'preview',
      'size',
      'attachment_count',
      'parse_tier',
    ],
    drawn.map((mail) => [
      mail.id,
      `\\x${mail.id.toString(16).padStart(64, '0')}`,
      mail.id,
      mail.threadId,
      mail.subject,
      mail.at.toISOString(),
      from(mail).address,
      from(mail).name,
      mail.inbound ? 'inbound' : 'outbound',
      mail.language,
      mail.text.slice(0, 200),
      sizeOf(mail),
      mail.fileName === null ? 0 : 1,
      'full',
    ]),
  );
  await copyRows(
    client,
    'message_text',
    ['message_id', 'body', 'source'],
    drawn.map((mail) => [mail.id, mail.text, 'plain']),
  );
  await copyRows(
    client,
    'mailbox_message',
    ['mailbox_id', 'uid_validity', 'uid', 'message_id', 'blob_id', 'size'],
    drawn.map((mail) => [mail.sellerIndex + 1, 1, mail.id, mail.id, mail.id, sizeOf(mail)]),
  );
  const filed = drawn.filter((mail) => mail.customerId !== null);
  await copyRows(
    client,
    'filing',
    ['id', 'message_id', 'customer_id', 'rule', 'confidence'],
    filed.map((mail) => [mail.id, mail.id, mail.customerId, 'contact', 1]),
  );
  const withFile = drawn.filter((mail) => mail.fileName !== null);
  await copyRows(
    client,
    'attachment',
    ['message_id', 'part_path', 'file_name', 'content_type', 'size'],
    withFile.map((mail) => [mail.id, '2', mail.fileName, 'application/octet-stream', 50_000]),
  );
  for (let from = 0; from < drawn.length; from += DOCS_AT_ONCE) {
    const docs = drawn
      .slice(from, from + DOCS_AT_ONCE)
      .map((mail) => ({ messageId: mail.id, words: indexMail(asMail(mail)) }));
    // Each in a transaction: the weeks of one are written in one order, those of several are not.
    await db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`set local synchronous_commit = off`.execute(tx);
      await indexDocs(tx, docs);
    });
  }
}

const seller = (mail: BenchMail) => ({
  address: sellerAddress(mail.sellerIndex),
  name: `Seller ${mail.sellerIndex}`,
});
const from = (mail: BenchMail) => (mail.inbound ? mail.buyer : seller(mail));
const sizeOf = (mail: BenchMail) =>
  mail.text.length + (mail.fileName === null ? 1_500 : 70_000 + (mail.id % 37) * 90_000);

function asMail(mail: BenchMail): Parameters<typeof indexMail>[0] {
  const to = mail.inbound ? seller(mail) : mail.buyer;
  return {
    subject: mail.subject,
    text: mail.text,
    addresses: [
      { role: 'from', ...from(mail) },
      { role: 'to', ...to },
    ],
    attachments:
      mail.fileName === null
        ? []
        : [{ fileName: mail.fileName, contentType: 'application/octet-stream', inline: false }],
  };
}

for (let batch = rest; batch * BATCH < mails; batch += workers) {
  const drawn = Array.from({ length: Math.min(BATCH, mails - batch * BATCH) }, (_, i) =>
    maker.make(batch * BATCH + i + 1),
  );
  await writeBatch(drawn);
  parentPort?.postMessage(drawn.length);
}
await client.end();
await db.destroy();
