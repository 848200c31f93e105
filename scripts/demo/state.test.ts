import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DemoStateFile } from './state.ts';

describe('the memory of the demonstration', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'demo-state-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('keeps passwords, ports and progress from one start to the next', async () => {
    const first = await DemoStateFile.open(dir, ['a@x.example', 'b@x.example']);
    await first.update({ delivered: true, trickled: 7 });
    const second = await DemoStateFile.open(dir, ['a@x.example', 'b@x.example']);
    expect(second.state).toEqual(first.state);
    expect(second.password('a@x.example')).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(second.password('a@x.example')).not.toBe(second.password('b@x.example'));
  });

  it('lets nobody but its owner read it', async () => {
    await DemoStateFile.open(dir, ['a@x.example']);
    expect((await stat(path.join(dir, 'demo.json'))).mode & 0o777).toBe(0o600);
  });

  it('says plainly when it knows no password', async () => {
    const file = await DemoStateFile.open(dir, []);
    expect(() => file.password('c@x.example')).toThrow(/no password for c@x\.example/);
  });
});
