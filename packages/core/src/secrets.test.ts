import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSecretBox, rotateKeyFile } from './secrets.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'tp-keys-')), 'keys.json');

describe('secrets at rest', () => {
  it('open for what they were sealed for, and for nothing else', async () => {
    const box = await openSecretBox({ key: null, keyFile: newFile() });
    const { keyId, sealed } = box.seal('mail_account:a@x.example', 'pa55');
    expect(sealed.includes('pa55')).toBe(false);
    expect(box.open('mail_account:a@x.example', keyId, sealed)).toBe('pa55');
    expect(() => box.open('mail_account:b@x.example', keyId, sealed)).toThrow(/does not open/);
    sealed[sealed.length - 1] = (sealed.at(-1) as number) ^ 1;
    expect(() => box.open('mail_account:a@x.example', keyId, sealed)).toThrow(/does not open/);
  });
  it('are sealed with a key made at the first start, readable by its owner only', async () => {
    const keyFile = newFile();
    const first = await openSecretBox({ key: null, keyFile });
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    const second = await openSecretBox({ key: null, keyFile });
    const { keyId, sealed } = first.seal('x', 'pa55');
    expect(second.open('x', keyId, sealed)).toBe('pa55');
  });
  it('survive a rotation, also in a process that was running', async () => {
    const keyFile = newFile();
    const running = await openSecretBox({ key: null, keyFile });
    const old = running.seal('x', 'old');
    const rotated = await rotateKeyFile(keyFile);
    expect(rotated.currentKeyId).not.toBe(running.currentKeyId);
    expect(rotated.open('x', old.keyId, old.sealed)).toBe('old');
    const fresh = rotated.seal('x', 'new');
    expect(running.open('x', fresh.keyId, fresh.sealed)).toBe('new');
  });
  it('say what to do when the key file is of another installation or damaged, and never replace it', async () => {
    const sealed = (await openSecretBox({ key: null, keyFile: newFile() })).seal('x', 'pa55');
    const other = await openSecretBox({ key: null, keyFile: newFile() });
    expect(() => other.open('x', sealed.keyId, sealed.sealed)).toThrow(/Restore the key file/);
    const damaged = newFile();
    writeFileSync(damaged, '{"current":"k1","keys":{}}');
    await expect(openSecretBox({ key: null, keyFile: damaged })).rejects.toThrow(/damaged/);
    expect(readFileSync(damaged, 'utf8')).toBe('{"current":"k1","keys":{}}');
  });
  it('take a key from the environment', async () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const box = await openSecretBox({ key, keyFile: newFile() });
    const { keyId, sealed } = box.seal('x', 'pa55');
    expect(keyId).toBe('env');
    expect((await openSecretBox({ key, keyFile: newFile() })).open('x', keyId, sealed)).toBe('pa55');
  });
});
