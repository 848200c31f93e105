import { createHash } from 'node:crypto';
import { type ParsedMail, simpleParser } from 'mailparser';
import { beforeAll, describe, expect, it } from 'vitest';
import { CUSTOMERS } from './customers.ts';
import { correspondence, planCorrespondence } from './index.ts';
import type { DemoMail } from './types.ts';

const NOW = new Date('2026-03-02T09:00:00Z');

async function generate({ seed = 'test', first = Infinity } = {}): Promise<DemoMail[]> {
  const mails: DemoMail[] = [];
  for await (const mail of correspondence({ now: NOW, seed })) {
    mails.push(mail);
    if (mails.length >= first) break;
  }
  return mails;
}

const digest = (mails: readonly DemoMail[]): string => {
  const hash = createHash('sha256');
  for (const mail of mails)
    hash.update(`${mail.account}\0${mail.mailbox}\0${mail.internalDate.getTime()}\0`).update(mail.raw);
  return hash.digest('hex');
};

const count = (mails: readonly DemoMail[], what: (mail: DemoMail) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const mail of mails) counts.set(what(mail), (counts.get(what(mail)) ?? 0) + 1);
  return counts;
};

describe('the sample correspondence', () => {
  let mails: DemoMail[];
  /** Each mail is read once: some carry papers of hundreds of kilobytes. */
  const read = new Map<DemoMail, ParsedMail>();
  async function parse(mail: DemoMail): Promise<ParsedMail> {
    const known = read.get(mail);
    if (known !== undefined) return known;
    const parsed = await simpleParser(mail.raw, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
    });
    read.set(mail, parsed);
    return parsed;
  }
  beforeAll(async () => {
    mails = await generate();
  });

  it('is the same octets for the same seed and day, and others for another seed', async () => {
    expect(digest(await generate())).toBe(digest(mails));
    // Those of another seed differ from the start.
    const first = 100;
    expect(digest(await generate({ seed: 'another', first }))).not.toBe(digest(mails.slice(0, first)));
  });

  it('is about two thousand mails of eighteen months, none from tomorrow', () => {
    expect(mails.length).toBeGreaterThan(1_900);
    expect(mails.length).toBeLessThan(3_200);
    const times = mails.map((mail) => mail.internalDate.getTime());
    expect(Math.max(...times)).toBeLessThanOrEqual(NOW.getTime() + 120_000);
    expect(Math.min(...times)).toBeGreaterThan(NOW.getTime() - 560 * 86_400_000);
  });

  it('has 40 customers on file in 15 countries, and each of them writes', () => {
    expect(CUSTOMERS).toHaveLength(40);
    expect(new Set(CUSTOMERS.map((customer) => customer.country)).size).toBe(15);
    const senders = new Set(mails.map((mail) => mail.intent.from));
    for (const { name, contacts } of CUSTOMERS) {
      expect(
        contacts.some((person) => senders.has(person.address)),
        name,
      ).toBe(true);
    }
  });

  it('uses only reserved domains', () => {
    for (const mail of mails) expect(mail.intent.from).toMatch(/@([a-z0-9-]+\.)+example$/);
  });

  it('speaks eight languages in the charsets of the trade', () => {
    const languages = count(mails, (mail) => mail.intent.language);
    for (const language of ['en', 'zh', 'es', 'ru', 'ja', 'ar', 'de', 'pt']) {
      expect(languages.get(language) ?? 0, language).toBeGreaterThan(25);
    }
    const charsets = count(mails, (mail) => mail.intent.charset);
    for (const charset of ['utf-8', 'gbk', 'gb2312', 'koi8-r', 'windows-1251', 'iso-2022-jp', 'iso-8859-1']) {
      expect(charsets.get(charset) ?? 0, charset).toBeGreaterThan(10);
    }
  });

  it('has every way of being broken, and what robots send', () => {
    const kinds = count(mails, (mail) => mail.intent.kind);
    for (const kind of [
      'truncated',
      'wrong-charset',
      'raw-subject',
      'no-message-id',
      'no-date',
      'absurd-date',
      'winmail',
      'forwarded',
      'out-of-office',
      'bounce',
      'receipt',
      'newsletter',
      'spam',
      'platform',
      'internal',
      'circular',
    ]) {
      expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(0);
    }
  });

  it('says to a parser what it meant to say, wherever it is well-formed', async () => {
    for (const mail of mails.filter((each) => each.intent.wellFormed)) {
      const parsed = await parse(mail);
      const where = `${mail.account} ${mail.mailbox} ${mail.intent.kind} ${parsed.messageId}`;
      expect(parsed.subject, where).toBe(mail.intent.subject);
      expect(parsed.from?.value[0]?.address, where).toBe(mail.intent.from);
      expect(parsed.text ?? '', where).not.toContain('\ufffd');
    }
  }, 120_000);

  it('never fills in a fact by its name, and never the same text twice to one customer', async () => {
    const seen = new Map<string, number>();
    for (const mail of mails.filter((each) => each.mailbox === 'Sent' && each.intent.kind !== 'internal')) {
      const { text = '', to } = await parse(mail);
      expect(text).not.toMatch(/\{\w+\}|undefined|NaN/);
      const own = `${JSON.stringify(to)}${text.split(/\n(?:>|_{10}|On |-{6})/)[0]}`;
      seen.set(own, (seen.get(own) ?? 0) + 1);
    }
    const repeated = [...seen.values()].filter((times) => times > 1).length;
    expect(repeated / seen.size).toBeLessThan(0.03);
  }, 120_000);

  it('plans mail for the days to come, which the trickle dates when it sends it', async () => {
    const { future } = await planCorrespondence({ now: NOW, seed: 'test' });
    expect(future.length).toBeGreaterThan(200);
    const at = new Date(NOW.getTime() + 5_000);
    const [mail] = (future[0] as (typeof future)[number]).mails(at);
    expect(mail?.raw.toString('latin1')).toContain('Mon, 2 Mar 2026');
  });
});
