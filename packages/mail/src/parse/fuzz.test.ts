/** Mutated messages: nothing throws, the time is bounded, and the same octets always read the same. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractBodies, extractPart, listHeaders, parseMessage } from './index.ts';

const corpora = fileURLToPath(new URL('../../../../../shared/corpora/', import.meta.url));
/** Mutations; each is parsed, so the number bounds the time. */
const iterations = 3000;

const own = [
  'From: =?utf-8?B?5byg5Lyf?= <a@b.c>\r\nTo: "x, y" <d@e.f>, G: g@h.i;\r\nSubject: =?gb2312?Q?=D1=AF=BC=DB?=\r\nDate: Mon, 4 Mar 2024 10:00:00 +0800\r\nReferences: <a@b> <c@d>\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=koi8-r\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C1=C2</p>=\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nx\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgAAAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA5AQAAAAAAADoAAE=\r\n--b--\r\n',
];
const samples = [...own.map((text) => Buffer.from(text)), ...corpusSamples()];

function corpusSamples(): Buffer[] {
  if (!existsSync(corpora)) {
    process.stderr.write('../shared/corpora is absent: only the built-in sample is mutated\n');
    return [];
  }
  return [
    'stalwart/legacy',
    'stalwart/rfc',
    'ruby-mail/emails/mime_emails',
    'ruby-mail/emails/error_emails',
    'ruby-mail/emails/attachment_emails',
  ]
    .flatMap((folder) =>
      readdirSync(corpora + folder)
        .filter((name) => name.endsWith('.eml'))
        .map((name) => readFileSync(`${corpora}${folder}/${name}`)),
    )
    .filter((raw) => raw.length < 40_000);
}

/** A small generator with a seed: a failure can be met again. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const tokens = [
  '\r\n',
  '\n\n',
  '\r',
  '\0',
  '--',
  '=?',
  '?=',
  '"',
  '(',
  '<',
  ';',
  ':',
  '=',
  '\x1b$B',
  '~{',
  '\xff\xfe',
  'Content-Type: multipart/mixed; boundary=',
  'charset=utf-7',
  '=?utf-16?B?2AA=?=',
];

function mutate(random: (below: number) => number): Buffer {
  const pick = (): Buffer => samples[random(samples.length)] as Buffer;
  let raw = Buffer.from(pick());
  for (let changes = 1 + random(6); changes > 0; changes--) {
    const at = random(raw.length + 1);
    const to = Math.min(raw.length, at + random(200));
    switch (random(6)) {
      case 0:
        raw = raw.subarray(0, at);
        break;
      case 1:
        for (let i = 0; i < 10 && raw.length > 0; i++) raw[random(raw.length)] = random(256);
        break;
      case 2:
        raw = Buffer.concat([raw.subarray(0, at), raw.subarray(to)]);
        break;
      case 3: {
        const other = pick();
        const from = random(other.length + 1);
        raw = Buffer.concat([
          raw.subarray(0, at),
          other.subarray(from, from + random(2000)),
          raw.subarray(at),
        ]);
        break;
      }
      case 4:
        raw = Buffer.concat([
          raw.subarray(0, at),
          Buffer.from(tokens[random(tokens.length)] as string, 'latin1'),
          raw.subarray(at),
        ]);
        break;
      default:
        raw = Buffer.concat([
          raw.subarray(0, to),
          ...Array<Buffer>(1 + random(20)).fill(raw.subarray(at, to)),
          raw.subarray(to),
        ]);
    }
  }
  return raw;
}

describe('mutated messages', () => {
  it('are read without a throw, in bounded time, each time alike', () => {
    const random = generator(20241101);
    for (let i = 0; i < iterations; i++) {
      const raw = mutate(random);
      const before = Buffer.from(raw);
      const start = process.threadCpuUsage();
      const parsed = parseMessage(raw);
      expect(process.threadCpuUsage(start).user / 1_000, `mutation ${i}`).toBeLessThan(2000);
      // An error inside would show as this reason: bounds do not.
      expect(
        parsed.quarantineReason === 'parser-error' ? parsed.quarantineDetail : null,
        `mutation ${i}`,
      ).toBe(null);
      const json = JSON.stringify(parsed);
      expect(/\\u0000|\\ud[89a-f]/i.test(json), `mutation ${i}`).toBe(false);
      expect(raw.equals(before), `mutation ${i}`).toBe(true);
      if (i % 10 !== 0) continue;
      expect(JSON.stringify(parseMessage(before)), `mutation ${i}`).toBe(json);
      extractBodies(raw);
      listHeaders(raw);
      for (const { partPath } of parsed.attachments.slice(0, 5)) {
        expect(extractPart(raw, partPath), `mutation ${i} part ${partPath}`).not.toBe(null);
      }
    }
  }, 120_000);

  it('noise and cuts of a message are read too', () => {
    const random = generator(7);
    for (let i = 0; i < 300; i++) {
      const noise = Buffer.from(Array.from({ length: random(3000) }, () => random(256)));
      expect(parseMessage(noise).quarantineReason).not.toBe('parser-error');
    }
    const whole = samples[0] as Buffer;
    for (let length = 0; length < whole.length; length++) {
      expect(parseMessage(whole.subarray(0, length)).quarantineReason, `cut at ${length}`).toBe(null);
    }
  });
});
