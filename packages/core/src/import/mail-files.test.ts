import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMailFiles } from './mail-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tp-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const mail = (n: number) => `From: a@acme.example\nSubject: Mail ${n}\n\nFrom here on\nPlease: ${n}\n`;
const DATED = 'From a@acme.example Mon Mar  2 09:00:00 2026\n';

async function read(path: string) {
  const skipped: string[] = [];
  const mails: string[] = [];
  for await (const { raw } of readMailFiles(path, (file) => skipped.push(file)))
    mails.push(raw.toString('latin1'));
  return { mails, skipped };
}
async function readText(name: string, text: string | Buffer) {
  await writeFile(join(folder, name), text);
  return read(join(folder, name));
}

describe('an mbox', () => {
  const all = { mails: [mail(1), mail(2)], skipped: [] };
  it.each([
    ['with dates', `${DATED}${mail(1)}\n${DATED}${mail(2)}\n`],
    ['without dates', `From a@b.example\n${mail(1)}\nFrom a@b.example\n${mail(2)}\n`],
    ['of Eudora and others', `From \n${mail(1)}\nFrom ???@??? 2020/11/17\n${mail(2)}\n`],
    ['of two files put one behind the other', `${DATED}${mail(1)}${DATED}${mail(2)}`],
    ['behind a blank line', `\n${DATED}${mail(1)}\n${DATED}${mail(2)}\n`],
    ['behind a byte order mark', `\u{FEFF}${DATED}${mail(1)}\n${DATED}${mail(2)}\n`],
  ])('%s gives all its mails', async (name, text) => {
    expect(await readText(`${name}.mbox`, text)).toEqual(all);
  });

  it('is not cut where a sentence begins with "From"', async () => {
    const letter = `${mail(1)}\nFrom Monday on, a@b.example is closed.\nNote: at 09:00.\n\nFrom me\n`;
    expect((await readText('sentence.mbox', `${DATED}${letter}\n`)).mails).toEqual([letter]);
  });
});

describe('a folder', () => {
  it('with files of other programs in it gives its mails and names the rest', async () => {
    const path = join(folder, 'mixed');
    await mkdir(path);
    const files: [string, string | Buffer][] = [
      ['1.eml', mail(1)],
      ['2.eml', `\u{FEFF}${mail(2)}`],
      ['3.emlx', `${mail(3).length}      \n${mail(3)}<?xml version="1.0"?>\n<plist/>\n`],
      ['4.eml', Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(2_000)}`, 'hex')],
      ['5.pst', Buffer.from('!BDN\0\x01\x02')],
      ['6.txt', 'These are the mails of last year.\n'],
      ['7.eml', Buffer.from(mail(7), 'utf16le')],
      ['Inbox.msf', '// <!-- <mdb:mork:z v="1.4"/> -->\n'],
    ];
    for (const [name, text] of files) await writeFile(join(path, name), text);
    const { mails, skipped } = await read(path);
    expect(mails).toEqual([mail(1), mail(2), mail(3)]);
    expect(skipped).toEqual(['4.eml', '5.pst', '6.txt', '7.eml'].map((name) => join(path, name)));
  });

  it('with links that lead back into it is read once', async () => {
    const path = join(folder, 'round');
    await mkdir(join(path, 'inner'), { recursive: true });
    await writeFile(join(path, 'inner', '1.eml'), mail(1));
    for (const name of ['again', 'and again']) await symlink('..', join(path, 'inner', name));
    expect(await read(path)).toEqual({ mails: [mail(1)], skipped: [] });
  });

  it('with a name that is not UTF-8 is read, and the name is told in GB18030', async () => {
    const path = join(folder, 'names');
    await mkdir(path);
    const name = Buffer.concat([Buffer.from(`${path}/`), Buffer.from('d1afbcdb', 'hex')]);
    await writeFile(Buffer.concat([name, Buffer.from('.eml')]), mail(1));
    await writeFile(Buffer.concat([name, Buffer.from('.txt')]), 'no mail');
    expect(await read(path)).toEqual({ mails: [mail(1)], skipped: [join(path, '询价.txt')] });
  });
});
