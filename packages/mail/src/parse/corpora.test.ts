/**
 * Real and broken mail of many origins (../shared/corpora beside the repository; skipped where it is absent):
 * nothing throws, time is bounded, and what is read agrees with expectations or with another parser, except
 * for the differences that are named here.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { differences } from './corpora-differences.ts';
import { extractBodies, extractPart, listHeaders, type ParsedMessage, parseMessage } from './index.ts';

const corpora = fileURLToPath(new URL('../../../../../shared/corpora/', import.meta.url));
const present = existsSync(corpora);
if (!present) process.stderr.write('../shared/corpora is absent: its tests are skipped\n');

function filesOf(folder: string): string[] {
  const found: string[] = [];
  const walk = (path: string): void => {
    for (const name of readdirSync(path).sort()) {
      const inner = `${path}/${name}`;
      if (statSync(inner).isDirectory()) walk(inner);
      else if (!/\.(json|html|gif|png|jpg|pdf|zip|tiff)$|LICENSE|NOTICE|COPYING|\.git/.test(inner))
        found.push(inner);
    }
  };
  walk(`${corpora}${folder}`);
  return found;
}

/** The messages of a file: an mbox holds several. */
function messagesOf(file: string): Buffer[] {
  const octets = readFileSync(file);
  if (!file.endsWith('.mbox')) return [octets];
  return octets
    .toString('latin1')
    .split(/^(?=From \S)/m)
    .map((message) => Buffer.from(message, 'latin1'));
}

const joinBlanks = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

describe.runIf(present)('every message of every folder', () => {
  const folders = ['spamassassin', 'stalwart', 'ruby-mail', 'cpython', 'mailparser', 'imaptest', 'talon'];
  it.each(folders)(
    '%s is read in full, in bounded time, and every attachment can be taken out',
    (folder) => {
      for (const file of filesOf(folder)) {
        for (const raw of messagesOf(file)) {
          const start = process.threadCpuUsage();
          const parsed = parseMessage(raw);
          expect(process.threadCpuUsage(start).user / 1_000, file).toBeLessThan(3000);
          expect([parsed.tier, parsed.quarantineDetail], file).toEqual(['full', null]);
          expect(JSON.stringify(parsed), file).not.toMatch(/\\u0000|\\ud[89a-f]/i);
          expect(extractBodies(raw).text ?? '', file).toBe(parsed.text);
          expect(listHeaders(raw).length, file).toBeLessThanOrEqual(500);
          for (const attachment of parsed.attachments) {
            expect(extractPart(raw, attachment.partPath)?.data.length, file).toBe(attachment.size);
          }
        }
      }
    },
    120_000,
  );
});

interface Expected {
  parts: { headers: { name: string; value: unknown }[]; body: { Text?: string } }[];
  text_body: number[];
}
interface ExpectedAddress {
  name: string | null;
  address: string | null;
}

function addressesOf(value: unknown): ExpectedAddress[] {
  const address = (
    value as
      | { Address?: { List?: ExpectedAddress[]; Group?: { addresses: ExpectedAddress[] }[] } }
      | undefined
  )?.Address;
  return address?.List ?? address?.Group?.flatMap((group) => group.addresses) ?? [];
}

describe.runIf(present)('the expectations of the stalwart corpus', () => {
  const explained: Record<string, string> = {
    'rfc/000.eml text': 'enriched text (RFC 1896) without an alternative is text to read, not a file',
    'rfc/001.eml from': 'a name without an address is no party',
    'rfc/001.eml to': 'the same',
    'rfc/004.eml from': 'the same',
    'rfc/004.eml to': 'the same',
  };
  const files = ['rfc', 'legacy'].flatMap((folder) =>
    present
      ? readdirSync(`${corpora}stalwart/${folder}`)
          .filter((name) => name.endsWith('.eml'))
          .map((name) => `${folder}/${name}`)
      : [],
  );

  it.each(files)('%s', (file) => {
    const parsed = parseMessage(readFileSync(`${corpora}stalwart/${file}`));
    const expected = JSON.parse(
      readFileSync(`${corpora}stalwart/${file.replace('.eml', '.json')}`, 'utf8'),
    ) as Expected;
    const field = (name: string): unknown =>
      expected.parts[0]?.headers.findLast((header) => header.name === name)?.value;
    const text = (value: unknown): string => joinBlanks((value as { Text?: string } | undefined)?.Text);
    const compare = (what: string, ours: unknown, theirs: unknown): void => {
      if (`${file} ${what}` in explained) return;
      // Where the corpus could not read undeclared octets, ours must be as long and readable.
      const lost = JSON.stringify(theirs).includes('\ufffd');
      if (!lost) expect(ours, what).toEqual(theirs);
      else {
        expect(JSON.stringify(ours).replace(/[^\0-\x7f]/g, '?'), what).toBe(
          JSON.stringify(theirs).replace(/[^\0-\x7f]/g, '?'),
        );
        expect(JSON.stringify(ours), what).not.toContain('\ufffd');
      }
    };
    compare('subject', joinBlanks(parsed.subject), text(field('subject')));
    for (const role of ['from', 'to', 'cc'] as const) {
      const theirs = addressesOf(field(role)).map((party) => [
        party.name ? joinBlanks(party.name) : null,
        (party.address ?? '').toLowerCase(),
      ]);
      compare(
        role,
        parsed.addresses.filter((party) => party.role === role).map((party) => [party.name, party.address]),
        theirs,
      );
    }
    compare('message-id', parsed.messageId ?? '', text(field('message_id')));
    const bodies = expected.text_body.map((index) => expected.parts[index]?.body.Text);
    if (bodies.every((body) => body !== undefined))
      compare('text', joinBlanks(parsed.text), joinBlanks(bodies.join(' ')));
  });
});

async function compareWithMailparser(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of filesOf(folder)) {
    // Sound and image files are there for other tests.
    if (!/\/(?!てすと)[^/]+\.(?:eml|txt)$/.test(file)) continue;
    const raw = readFileSync(file);
    const theirs = await simpleParser(raw, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
    });
    for (const what of differ(parseMessage(raw), theirs)) found.push(`${file.slice(corpora.length)} ${what}`);
  }
  return found;
}

/** What a text says, without what parsers differ in: blanks, quote marks' spacing, control characters. */
const gist = (text: string | null | undefined): string => (text ?? '').replace(/[\s>\0-\x1f\x7f\xa0]+/g, '');
const readable = (text: string): boolean => !text.includes('\ufffd');

function differ(ours: ParsedMessage, theirs: Awaited<ReturnType<typeof simpleParser>>): string[] {
  const found: string[] = [];
  const their = gist(theirs.subject);
  if (readable(their) && gist(ours.subject) !== their) found.push('subject');
  const from = theirs.from?.value
    .flatMap((party) => party.group ?? [party])
    .map((party) => party.address?.toLowerCase() ?? '');
  const ourFrom = ours.addresses.filter((party) => party.role === 'from').map((party) => party.address);
  if ((from ?? []).filter((address) => address.includes('@')).join() !== ourFrom.join()) found.push('from');
  // Only a text that both take from plain parts compares.
  if (ours.textSource === 'plain' && !ours.hasHtml) {
    const text = gist(theirs.text);
    if (readable(text) && gist(ours.text) !== text) found.push('text');
  }
  return found;
}

describe.runIf(present)(
  'agrees with mailparser in subject, sender and text, but for what is explained,',
  () => {
    it.each(['spamassassin', 'ruby-mail', 'cpython', 'mailparser'])(
      'over %s',
      async (folder) => {
        const expected = Object.keys(differences).filter((file) => file.startsWith(`${folder}/`));
        expect((await compareWithMailparser(folder)).sort()).toEqual(expected.sort());
      },
      120_000,
    );
  },
);
