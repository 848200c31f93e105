import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { benchMessages } from './generate.ts';

const digest = (seed: string): string => {
  const hash = createHash('sha256');
  for (const { raw } of benchMessages({ count: 300, seed })) hash.update(raw);
  return hash.digest('hex');
};

describe('the benchmark mailbox', () => {
  it('is the same octets for the same seed', () => {
    expect(digest('a')).toBe(digest('a'));
    expect(digest('a')).not.toBe(digest('b'));
  });

  it('has threads, several charsets and an attachment in about every seventh message', async () => {
    const charsets = new Set<string>();
    let attached = 0;
    let replies = 0;
    const count = 600;
    for (const { raw } of benchMessages({ count, scale: 0.01 })) {
      const head = raw.toString('latin1');
      for (const [, charset] of head.matchAll(/charset=([\w-]+)/g)) charsets.add(charset as string);
      const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
      expect(mail.subject).not.toBe('');
      expect(mail.text ?? '').not.toContain('\ufffd');
      if (mail.attachments.length > 0) attached++;
      if (mail.inReplyTo !== undefined) replies++;
    }
    expect(attached / count).toBeGreaterThan(0.1);
    expect(attached / count).toBeLessThan(0.2);
    expect(replies / count).toBeGreaterThan(0.4);
    expect([...charsets]).toEqual(
      expect.arrayContaining(['utf-8', 'gbk', 'koi8-r', 'iso-8859-1', 'us-ascii']),
    );
  });
});
