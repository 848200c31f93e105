import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { MOST_COLUMNS, MOST_LINES, readCsv } from './csv-lines.ts';

const code = (text: string) =>
  readCsv(text).then(
    () => 'read',
    (error: { code?: string }) => error.code,
  );

describe('a customer file', () => {
  it('has as many lines as one request can import, and is read no further', async () => {
    expect(await readCsv(`name\n${'a\n'.repeat(MOST_LINES)}`)).toHaveLength(MOST_LINES);
    expect(await code(`name\n${'a\n'.repeat(MOST_LINES + 1)}`)).toBe('too-large');
  });

  it.each([
    ['lines', `name\n${'a\n'.repeat(5_000_000)}`],
    ['empty lines', `name\n${'\n'.repeat(10_000_000)}`],
    ['columns', `name\n${','.repeat(10_000_000)}`],
    ['columns in the header', `name${','.repeat(10_000_000)}`],
    ['characters in a cell', `name\n"${'a'.repeat(10_000_000)}"`],
    ['addresses in a cell', `name,email\n"x","${'a@b.example '.repeat(16_000)}"\n`.repeat(40)],
  ])('of 10 million characters of %s keeps nobody else waiting', async (_what, text) => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const began = performance.now();
    await code(text);
    delay.disable();
    expect(performance.now() - began).toBeLessThan(8_000);
    // Nanoseconds. Garbage collection of a busy machine is in it.
    expect(delay.max / 1e6).toBeLessThan(600);
  });

  it('is refused for a line of more columns than any list of customers has', async () => {
    expect(await code(`name\n${','.repeat(MOST_COLUMNS)}`)).toBe('invalid-request');
    expect(await code(`name${','.repeat(MOST_COLUMNS - 1)}\nx\n`)).toBe('read');
  });

  it('may have a character cut by the pieces in which it is read', async () => {
    const name = '客户🚢'.repeat(60);
    const lines = await readCsv(`名称\n${`"${name}"\n`.repeat(200)}`);
    expect(new Set(lines.map((line) => line.name))).toEqual(new Set([name]));
  });

  it('has at most fifty addresses in a line', async () => {
    const [line] = await readCsv(
      `name,email\nx,"${Array.from({ length: 51 }, (_, i) => `a${i}@b.example`).join(' ')}"`,
    );
    expect(line?.fault).toMatchObject({ code: 'other' });
  });
});
