import { describe, expect, it } from 'vitest';
import { contentDisposition } from './download.ts';

describe('the name of a download', () => {
  it.each([
    ['quote.pdf', `filename="quote.pdf"; filename*=UTF-8''quote.pdf`],
    ['报价 2026.xlsx', `filename="__ 2026.xlsx"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%202026.xlsx`],
    ["it's (1)*.pdf", `filename="it's (1)_.pdf"; filename*=UTF-8''it%27s%20%281%29_.pdf`],
    ['../../.ssh/config', `filename="_.._.ssh_config"; filename*=UTF-8''_.._.ssh_config`],
    ['.htaccess', `filename="htaccess"; filename*=UTF-8''htaccess`],
    ['a\r\nSet-Cookie: x=1', `filename="aSet-Cookie_ x=1"; filename*=UTF-8''aSet-Cookie_%20x%3D1`],
    [
      'a"; filename="evil.exe',
      `filename="a_; filename=_evil.exe"; filename*=UTF-8''a_%3B%20filename%3D_evil.exe`,
    ],
    ['exe.\u202efdp', `filename="exe.fdp"; filename*=UTF-8''exe.fdp`],
    ['100%.pdf', `filename="100_.pdf"; filename*=UTF-8''100%25.pdf`],
    ['\ud800.pdf', `filename="_.pdf"; filename*=UTF-8''%EF%BF%BD.pdf`],
    ['...', `filename="attachment"; filename*=UTF-8''attachment`],
    ['', `filename="attachment"; filename*=UTF-8''attachment`],
  ])('%j stays what it is and nothing more', (name, expected) => {
    expect(contentDisposition(name)).toBe(`attachment; ${expected}`);
  });

  it('is cut to what a file system takes, and keeps its ending', () => {
    const header = contentDisposition(`${'长'.repeat(500)}.xlsx`);
    expect(header.length).toBeLessThan(2_000);
    expect(header.endsWith('.xlsx')).toBe(true);
  });
});
