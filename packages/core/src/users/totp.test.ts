import { describe, expect, it } from 'vitest';
import { findTotpStep, fromBase32, stepAt, toBase32, totpCode, totpUri } from './totp.ts';

/** RFC 6238, appendix B: the secret of SHA-1. */
const SECRET = Buffer.from('12345678901234567890');

describe('a code', () => {
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('is at second %i the one of RFC 6238, appendix B', (second, code) => {
    expect(totpCode(SECRET, stepAt(second * 1000), 8)).toBe(code);
  });

  it('is, counter by counter, the one of RFC 4226, appendix D', () => {
    const codes = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ');
    expect(codes.map((_, counter) => totpCode(SECRET, counter))).toEqual(codes);
  });

  it('is good for its step and the ones beside it, and for no other', () => {
    const at = 1_700_000_010_000;
    const step = stepAt(at);
    for (const near of [step - 1, step, step + 1])
      expect(findTotpStep(SECRET, totpCode(SECRET, near), at)).toBe(near);
    for (const far of [step - 2, step + 2])
      expect(findTotpStep(SECRET, totpCode(SECRET, far), at)).toBeNull();
  });

  it.each(['', '12345', '1234567', '12345a', '１２３４５６', ' 12345'])('that is "%s" is none', (code) => {
    expect(findTotpStep(SECRET, code, 0)).toBeNull();
  });
});

describe('base32', () => {
  // RFC 4648 10, without the padding.
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('of "%s" is "%s"', (text, encoded) => {
    expect(toBase32(Buffer.from(text))).toBe(encoded);
    expect(fromBase32(encoded).toString()).toBe(text);
  });
});

it('the address of a QR code names person and company, shortly', () => {
  const name = '宁波甬帆五金有限公司 Ningbo Yongfan Hardware Co., Ltd.';
  expect(totpUri('ABC', { issuer: name, account: 'a@b.example' })).toBe(
    `otpauth://totp/a%40b.example?secret=ABC&issuer=${encodeURIComponent('宁波甬帆五金有限公司 Ningbo Yo')}`,
  );
});
