import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { LogFile } from './log-file.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'tradepost-log-'));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('a full log gives way to a new one, and only so many old ones stay', () => {
  const log = new LogFile(path.join(dir, 'api.log'), 10);
  for (let n = 0; n < 8; n++) log.write(`line ${n} long enough\n`);
  expect(readdirSync(dir).sort()).toEqual(['api.log', 'api.log.1', 'api.log.2', 'api.log.3', 'api.log.4']);
  expect(readFileSync(path.join(dir, 'api.log'), 'utf8')).toBe('line 7 long enough\n');
  expect(readFileSync(path.join(dir, 'api.log.4'), 'utf8')).toBe('line 3 long enough\n');
});
