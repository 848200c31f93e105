import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecretBox } from '../secrets.ts';
import { makeLinkToken, readLinkToken } from './link-token.ts';

const NOW = new Date('2026-11-29T09:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const box = (id = 'a') => new SecretBox(new Map([[id, randomBytes(32)]]), id);
const target = { taskId: 12, userId: 7 };

describe('the token of a link', () => {
  it('names its task and its person for thirty days', () => {
    const secrets = box();
    const token = makeLinkToken(secrets, target, NOW);
    expect(readLinkToken(secrets, token, later(29))).toEqual(target);
    expect(readLinkToken(secrets, token, later(32))).toBeNull();
  });

  it('is never the same twice, and fits a path', () => {
    const secrets = box();
    const [one, two] = [makeLinkToken(secrets, target, NOW), makeLinkToken(secrets, target, NOW)];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^[\w.-]{40,160}$/);
  });

  it('is still read after the key was changed, as long as the old one is kept', () => {
    const [first, second] = [randomBytes(32), randomBytes(32)];
    const token = makeLinkToken(new SecretBox(new Map([['a', first]]), 'a'), target, NOW);
    const rotated = new SecretBox(
      new Map([
        ['a', first],
        ['b', second],
      ]),
      'b',
    );
    expect(readLinkToken(rotated, token, NOW)).toEqual(target);
    expect(readLinkToken(new SecretBox(new Map([['b', second]]), 'b'), token, NOW)).toBeNull();
  });

  it('is nothing where any letter of it is changed, or another key made it', () => {
    const secrets = box();
    const token = makeLinkToken(secrets, target, NOW);
    for (let i = 0; i < token.length; i++) {
      const letter = token[i] === 'A' ? 'B' : 'A';
      const altered = token.slice(0, i) + letter + token.slice(i + 1);
      // The last letter of base64 has bits that say nothing.
      if (i < token.length - 1) expect(readLinkToken(secrets, altered, NOW)).toBeNull();
    }
    expect(readLinkToken(box(), token, NOW)).toBeNull();
  });

  it('is nothing where it is made up, and no secret of another kind passes for one', () => {
    const secrets = box();
    const { keyId, sealed } = secrets.seal('mail_account:a@b.test', '12 7 99999');
    const foreign = `${Buffer.from(keyId).toString('base64url')}.${sealed.toString('base64url')}`;
    for (const text of ['', '.', 'a.b', 'YQ.', foreign, 'x'.repeat(10_000), '../../etc', 'YQ.AAAA'])
      expect(readLinkToken(secrets, text, NOW)).toBeNull();
  });
});
