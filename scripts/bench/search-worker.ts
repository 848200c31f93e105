/** Fills a share of the benchmark's mails in by COPY, with the same words in the index as the product's own. */
import { parentPort, workerData } from 'node:worker_threads';
import { indexMail, MARK } from '@tradepost/mail/words';
import pg from 'pg';
import { type Cell, copyRows } from './copy-in.ts';
import { type BenchMail, customerOf, MailMaker, sellerAddress } from './search-mail.ts';

export interface WorkerTask {
  readonly url: string;
  readonly mails: number;
  /** This worker takes each batch whose number leaves this rest. */
  readonly rest: number;
  readonly workers: number;
}

const BATCH = 2_000;
const WEEK_MS = 604_800_000;
const DICTIONARIES: Readonly<Record<string, string>> = {
  en: 'english_stem',
  es: 'spanish_stem',
  ru: 'russian_stem',
  de: 'german_stem',
};

const { url, mails, rest, workers } = workerData as WorkerTask;
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query('set session_replication_role = replica');
await client.query('set synchronous_commit = off');
const maker = new MailMaker(mails);
const stems = new Map<string, string | null>();

async function writeBatch(drawn: readonly BenchMail[]): Promise<void> {
  const indexed = drawn.map((mail) => ({ mail, words: indexMail(asMail(mail)) }));
  for (const language of Object.keys(DICTIONARIES)) {
    const words = indexed
      .filter(({ mail }) => mail.language === language)
      .flatMap((one) => one.words.stemmed.split(' '));
    await learnStems(
      language,
      [...new Set(words)].filter((word) => !stems.has(`${language} ${word}`)),
    );
  }
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
  await copyRows(
    client,
    'search_doc',
    ['id', 'kind', 'message_id', 'occurred_at', 'week', 'size', 'tokens'],
    indexed.map(({ mail, words }) => docOf(mail, words)),
  );
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

async function learnStems(language: string, words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  const { rows } = await client.query<{ word: string; stem: string | null }>(
    `select w.word, (ts_lexize('${DICTIONARIES[language]}', w.word))[1] as stem from unnest($1::text[]) w(word)`,
    [words],
  );
  for (const { word, stem } of rows) stems.set(`${language} ${word}`, stem === word ? null : stem);
}

/** As `search_tokens` and the functions beside it write it. */
function docOf(mail: BenchMail, words: ReturnType<typeof indexMail>): Cell[] {
  const week = Math.floor(mail.at.getTime() / WEEK_MS);
  const facets = [
    `=d`,
    '=kmail',
    `=r${mail.inbound ? 'inbound' : 'outbound'}`,
    `=l${mail.language}`,
    `=b${Math.min(27, Math.max(10, Math.floor(Math.log2(sizeOf(mail)))))}`,
    `#a${mail.sellerIndex + 1}`,
    `#f${mail.sellerIndex + 1}`,
    '#iinbox',
  ];
  if (mail.customerId === null) facets.push('#u');
  else {
    const { ownerIndex, country, grade } = customerOf(mail.customerId);
    facets.push(
      `#c${mail.customerId}`,
      `#o${ownerIndex + 10}`,
      `#w${ownerIndex + 10}`,
      `#n${country}`,
      `#g${grade}`,
      '#starget',
    );
  }
  const stemmed = new Set(
    words.stemmed.split(' ').flatMap((word) => stems.get(`${mail.language} ${word}`) ?? []),
  );
  const vector = [
    words.vector,
    ...facets.map((facet) => `'${MARK}${facet}'`),
    ...[...stemmed].map((stem) => `'${MARK}z${stem}'`),
  ].join(' ');
  return [
    mail.id,
    'mail',
    mail.id,
    mail.at.toISOString(),
    week,
    sizeOf(mail),
    vector.replaceAll(MARK, bucketOf(week)),
  ];
}

const bucketOf = (week: number) => week.toString(36).padStart(3, '0');

for (let batch = rest; batch * BATCH < mails; batch += workers) {
  const drawn = Array.from({ length: Math.min(BATCH, mails - batch * BATCH) }, (_, i) =>
    maker.make(batch * BATCH + i + 1),
  );
  await writeBatch(drawn);
  parentPort?.postMessage(drawn.length);
}
await client.end();
