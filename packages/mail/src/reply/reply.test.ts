import { describe, expect, it } from 'vitest';
import { forwardHeader, replyAttribution, replyRecipients, replyReferences, replySubject } from './index.ts';

const person = (address: string, name: string | null = null) => ({ address, name });
const anna = person('anna@export.example', 'Anna');
const john = person('john@acme.example', 'John');
const mary = person('mary@acme.example');
const boss = person('boss@export.example');
const isWriter = (address: string) => ['anna@export.example', 'anna@old.example'].includes(address);
const mail = {
  from: [john],
  replyTo: [],
  to: [anna, mary],
  cc: [boss, person('ANNA@old.example')],
  outbound: false,
};

describe('recipients of an answer', () => {
  it.each([
    ['a reply goes to the sender', mail, 'reply', [john], []],
    ['Reply-To stands before From', { ...mail, replyTo: [mary] }, 'reply', [mary], []],
    ['to all: without the writer and his aliases; colleagues stay', mail, 'reply-all', [john, mary], [boss]],
    [
      'nobody stands twice',
      { ...mail, to: [anna, john, mary], cc: [mary, boss, boss] },
      'reply-all',
      [john, mary],
      [boss],
    ],
    [
      'an answer to one’s own mail goes on to its recipients',
      { ...mail, from: [anna], to: [john], cc: [mary], outbound: true },
      'reply',
      [john],
      [],
    ],
    [
      'and with all also to those in copy',
      { ...mail, from: [anna], to: [john], cc: [mary, anna], outbound: true },
      'reply-all',
      [john],
      [mary],
    ],
    [
      'a mail from oneself to oneself has nobody',
      { ...mail, from: [anna], to: [anna], cc: [] },
      'reply',
      [],
      [],
    ],
  ] as const)('%s', (_what, source, kind, to, cc) =>
    expect(replyRecipients(source, kind, isWriter)).toEqual({ to, cc }),
  );
});

describe('References (RFC 5322 3.6.4)', () => {
  const long = Array.from({ length: 80 }, (_, at) => `${at}@x.example`);
  it.each([
    [{ messageId: 'c@x', references: ['a@x', 'b@x'], inReplyTo: 'b@x' }, 'c@x', ['a@x', 'b@x', 'c@x']],
    [{ messageId: 'c@x', references: [], inReplyTo: 'b@x' }, 'c@x', ['b@x', 'c@x']],
    [{ messageId: 'c@x', references: [], inReplyTo: null }, 'c@x', ['c@x']],
    [{ messageId: 'a@x', references: ['a@x', 'b@x'], inReplyTo: null }, 'a@x', ['b@x', 'a@x']],
    [{ messageId: null, references: ['a@x'], inReplyTo: null }, null, ['a@x']],
    [{ messageId: 'x y\r\nBcc: z', references: ['a@x>', 'b@x'], inReplyTo: null }, null, ['b@x']],
    [
      { messageId: 'new@x', references: long, inReplyTo: null },
      'new@x',
      ['0@x.example', ...long.slice(-48), 'new@x'],
    ],
  ] as const)('%#', (parent, inReplyTo, references) =>
    expect(replyReferences(parent)).toEqual({ inReplyTo, references }),
  );
});

it.each([
  ['Inquiry', 'reply', 'Re: Inquiry'],
  ['Re: Inquiry', 'reply', 'Re: Inquiry'],
  ['RE: AW: 回复： Inquiry', 'reply', 'Re: Inquiry'],
  ['Re[2]: Fwd: Inquiry', 'reply', 'Re: Inquiry'],
  ['[ticket #12] Inquiry', 'reply', 'Re: [ticket #12] Inquiry'],
  ['转发: Re: 询价', 'forward', 'Fwd: 询价'],
  ['', 'reply', 'Re:'],
  ['Re: Re: Re:', 'reply', 'Re:'],
  ['Regarding: lamps', 'reply', 'Re: Regarding: lamps'],
] as const)('%j answered by a %s is %j', (subject, kind, expected) =>
  expect(replySubject(subject, kind)).toBe(expected),
);

describe('the line above a quotation', () => {
  const quoted = {
    from: 'John <john@acme.example>',
    sentAt: new Date('2026-03-01T08:05:00Z'),
    subject: 'Inquiry {name}',
    to: 'anna@export.example',
    cc: '',
  };
  it.each([
    ['en', 'Europe/London', /^On 1 Mar 2026, 08:05, John <john@acme.example> wrote:$/],
    [null, 'Europe/London', /^On 1 Mar 2026/],
    ['xx', 'Europe/London', /^On 1 Mar 2026/],
    ['de', 'Europe/Berlin', /^Am 01\.03\.2026, 09:05 schrieb John/],
    ['es', 'Europe/Madrid', /^El 1 mar 2026, 9:05, John .* escribió:$/],
    ['zh', 'Asia/Shanghai', /^John .* 于 2026年3月1日 16:05 写道：$/],
    ['ru', 'Europe/Moscow', /2026.*John .* пишет:$/],
    ['ar', 'Asia/Dubai', /كتب/],
  ])('in %s', (language, zone, expected) =>
    expect(replyAttribution(quoted, language, zone)).toMatch(expected),
  );

  it('fills in each name once, whatever it is', () => {
    expect(replyAttribution({ ...quoted, from: '{date}{name}$&' }, 'en', 'UTC')).toContain(
      '{date}{name}$& wrote',
    );
  });

  it('names the parts of a forwarded mail', () => {
    expect(forwardHeader({ ...quoted, cc: 'mary@acme.example' }, 'de', 'Europe/Berlin')).toEqual([
      '---------- Weitergeleitete Nachricht ----------',
      'Von: John <john@acme.example>',
      expect.stringMatching(/^Datum: 01\.03\.2026, .* \(GMT\+1\)$/),
      'Betreff: Inquiry {name}',
      'An: anna@export.example',
      'Kopie: mary@acme.example',
    ]);
  });
});
