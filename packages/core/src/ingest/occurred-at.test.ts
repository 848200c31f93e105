import { describe, expect, it } from 'vitest';
import { occurredAt } from './occurred-at.ts';

const at = (text: string | null) => (text === null ? null : Date.parse(text));

describe('when a mail happened', () => {
  it.each([
    ['the Date header', '2024-03-04T10:00Z', '2024-03-04T10:01Z', '2024-03-05T00:00Z', '2024-03-04T10:00Z'],
    ['no Date', null, '2024-03-04T10:01Z', '2024-03-05T00:00Z', '2024-03-04T10:01Z'],
    ['nothing but the upload', null, null, '2024-03-05T00:00Z', '2024-03-05T00:00Z'],
    ['nothing at all', null, null, null, '2024-06-01T00:00Z'],
    ['a clock that is an hour ahead', '2024-03-04T11:00Z', '2024-03-04T10:01Z', null, '2024-03-04T10:01Z'],
    ['a server a little behind', '2024-03-04T10:05Z', '2024-03-04T10:01Z', null, '2024-03-04T10:05Z'],
    ['a clock of last year', '2023-03-04T10:00Z', '2024-03-04T10:01Z', null, '2024-03-04T10:01Z'],
    ['an old mail that was uploaded', '2009-03-04T10:00Z', null, '2024-03-04T10:01Z', '2009-03-04T10:00Z'],
    ['a clock that was never set', '1970-01-01T00:10Z', null, '2024-03-04T10:01Z', '2024-03-04T10:01Z'],
    ['a date of the far future', '2099-01-01T00:00Z', null, '2024-03-04T10:01Z', '2024-03-04T10:01Z'],
  ])('by %s', (_, sent, received, internal, expected) => {
    const times = { sentAt: at(sent), receivedAt: at(received), internalDate: at(internal) };
    expect(new Date(occurredAt(times, Date.parse('2024-06-01T00:00Z'))).toISOString()).toBe(
      new Date(expected).toISOString(),
    );
  });
});
