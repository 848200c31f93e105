import { describe, expect, it } from 'vitest';
import { listBlindCopies, withoutBlindCopies } from './blind-copies.ts';

const strip = (text: string) => withoutBlindCopies(Buffer.from(text, 'latin1')).toString('latin1');

describe('a copy without Bcc', () => {
  it.each([
    [
      'has the field taken out',
      'To: a@b\r\nBcc: x@y\r\nSubject: s\r\n\r\nbody',
      'To: a@b\r\nSubject: s\r\n\r\nbody',
    ],
    ['with its folded lines', 'Bcc: x@y,\r\n z@y\r\n\tw@y\r\nTo: a@b\r\n\r\nbody', 'To: a@b\r\n\r\nbody'],
    ['with what was badly folded', 'Bcc: x@y,\r\nz@y\r\nTo: a@b\r\n\r\nbody', 'To: a@b\r\n\r\nbody'],
    ['in any case, twice, with blanks', 'bcc : x@y\nTo: a@b\nBCC: z@y\n\nbody', 'To: a@b\n\nbody'],
    ['of a mail that was sent on', 'Resent-Bcc: x@y\nTo: a@b\n\nbody', 'To: a@b\n\nbody'],
    ['at the end of a header without a body', 'To: a@b\nBcc: x@y', 'To: a@b\n'],
    ['after an mbox line', 'From x Mon\nBcc: x@y\nTo: a@b\n\nbody', 'From x Mon\nTo: a@b\n\nbody'],
    ['and keeps what the body says', 'To: a@b\n\nBcc: x@y\n', 'To: a@b\n\nBcc: x@y\n'],
    ['with lines of CR alone', 'Bcc: x@y\rTo: a@b\r\rbody', 'To: a@b\n\nbody'],
  ])('%s', (_what, raw, expected) => {
    expect(strip(raw)).toBe(expected);
    expect(listBlindCopies(Buffer.from(expected, 'latin1'))).toEqual([]);
  });

  it('is the same octets where there is none', () => {
    const raw = Buffer.from('To: a@b\r\nX-Bcc: no\r\n\r\nbody');
    expect(withoutBlindCopies(raw)).toBe(raw);
  });
});

it('names the addresses of Bcc', () => {
  expect(listBlindCopies(Buffer.from('Bcc: Boss <boss@a.example>, b@a.example\n\nbody'))).toEqual([
    { name: 'Boss', address: 'boss@a.example' },
    { name: null, address: 'b@a.example' },
  ]);
});
