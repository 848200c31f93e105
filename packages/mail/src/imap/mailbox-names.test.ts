import { describe, expect, test } from 'vitest';
import { chooseMailboxes } from './choose-mailboxes.ts';
import { useByName } from './mailbox-names.ts';
import { decodeMailboxName, encodeMailboxName } from './modified-utf7.ts';
import { nameMailboxes } from './name-mailboxes.ts';

describe('modified UTF-7', () => {
  test.each([
    ['&XfJT0ZAB-', '已发送'],
    ['&V4NXPpCuTvY-', '垃圾邮件'],
    ['&XfJSIJZk-', '已删除'],
    ['&g0l6P3ux-', '草稿箱'],
    ['&dcVr0mWHTvZZOQ-', '病毒文件夹'],
    ['&Xn9USpCuTvY-', '广告邮件'],
    ['&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-', 'Отправленные'],
    ['Entw&APw-rfe', 'Entwürfe'],
    ['R&-D', 'R&D'],
    ['INBOX/a b', 'INBOX/a b'],
    ['&2D3eAA-', '😀'],
  ])('%s is %s, both ways', (wire, name) => {
    expect(decodeMailboxName(wire)).toBe(name);
    expect(encodeMailboxName(name)).toBe(wire);
  });

  test.each(['R&D', '&', '&abc', '&AGE-', '&2D0-', '&====-', 'é', '&XfJT0ZA-'])('%s is none', (wire) => {
    expect(decodeMailboxName(wire)).toBeNull();
  });

  test('names that cannot be decoded are kept apart from those that can', () => {
    const entry = (path: string) => ({ path, delimiter: '/', flags: new Set<string>() });
    const named = nameMailboxes([entry('R&D'), entry('R&-D'), entry('R&-D'), entry('')], false);
    expect(named.map(({ path, wire }) => [path, wire])).toEqual([
      ['R&D\u{FFFD}', 'R&D'],
      ['R&D', 'R&-D'],
    ]);
  });
});

describe('the use that a name gives away', () => {
  test.each([
    [
      '\\Sent',
      [
        '已发送',
        'Sent Messages',
        'Sent Items',
        'SENT',
        'Gesendet',
        'Gesendete Elemente',
        'Éléments envoyés',
        'Enviados',
        'Отправленные',
        '送信済みアイテム',
        '보낸 편지함',
        'Posta inviata',
        'Gönderilmiş Öğeler',
        'Wysłane',
        '寄件備份',
        'Đã gửi',
      ],
    ],
    [
      '\\Drafts',
      [
        '草稿箱',
        '草稿',
        'Drafts',
        'Entwürfe',
        'Brouillons',
        'Borradores',
        'Черновики',
        '下書き',
        '임시 보관함',
        'Rascunhos',
        'Bozze',
      ],
    ],
    [
      '\\Junk',
      [
        '垃圾邮件',
        '病毒文件夹',
        '广告邮件',
        'Junk E-mail',
        'Spam',
        'Junk-E-Mail',
        'Courrier indésirable',
        'Correo no deseado',
        'Спам',
        'Нежелательная почта',
        '迷惑メール',
        'Bulk Mail',
        '[Spam]',
      ],
    ],
    [
      '\\Trash',
      [
        '已删除',
        '已删除邮件',
        'Deleted Items',
        'Deleted Messages',
        'Papierkorb',
        'Gelöschte Elemente',
        'Éléments supprimés',
        'Elementos eliminados',
        'Удаленные',
        'Удалённые',
        '削除済みアイテム',
        'ゴミ箱',
        '지운 편지함',
        'Корзина',
      ],
    ],
  ])('%s', (use, names) => {
    for (const name of names) expect([name, useByName(name)]).toEqual([name, use]);
  });

  test.each([
    'INBOX',
    'Sent to customers',
    '客户',
    '订单',
    'Spam reports 2025',
    'Archive',
    '2026',
    'Trash talk',
    '',
  ])('%j gives nothing away', (name) => expect(useByName(name)).toBeNull());
});

describe('which mailboxes are archived', () => {
  const choose = (entries: [string, ...string[]][], gmail = false) =>
    Object.fromEntries(
      chooseMailboxes(
        entries.map(([path, ...attributes]) => ({ path, delimiter: '/', attributes })),
        gmail,
      ).map(({ path, specialUse, skipReason }) => [path, [specialUse, skipReason]]),
    );

  test('all but Junk, Trash, Drafts, and what lies in them', () => {
    expect(
      choose([
        ['INBOX'],
        ['Sent', '\\Sent'],
        ['Spam', '\\Junk'],
        ['已删除'],
        ['已删除/2025'],
        ['草稿箱'],
        ['Customers/Trash'],
        ['INBOX/Spam'],
        ['Archive', '\\Archive'],
        ['Shared', '\\Noselect'],
        ['Gone', '\\NonExistent'],
      ]),
    ).toEqual({
      INBOX: ['\\Inbox', null],
      Sent: ['\\Sent', null],
      Spam: ['\\Junk', 'junk'],
      已删除: ['\\Trash', 'trash'],
      '已删除/2025': [null, 'trash'],
      草稿箱: ['\\Drafts', 'drafts'],
      'Customers/Trash': [null, null],
      'INBOX/Spam': ['\\Junk', 'junk'],
      Archive: ['\\Archive', null],
      Shared: [null, 'not-selectable'],
      Gone: [null, 'not-selectable'],
    });
  });

  test('what the server says outranks a name', () => {
    expect(choose([['INBOX'], ['Sent'], ['Gesendet', '\\Sent'], ['Drafts', '\\Archive']])).toEqual({
      INBOX: ['\\Inbox', null],
      Sent: [null, null],
      Gesendet: ['\\Sent', null],
      Drafts: ['\\Archive', null],
    });
  });

  test('Gmail’s All Mail stands for its labels; Junk and Trash are not in it', () => {
    const gmail: [string, ...string[]][] = [
      ['INBOX'],
      ['[Gmail]', '\\Noselect'],
      ['[Gmail]/所有邮件', '\\All'],
      ['[Gmail]/已发邮件', '\\Sent'],
      ['[Gmail]/垃圾邮件', '\\Junk'],
      ['Orders'],
    ];
    expect(choose(gmail, true)).toEqual({
      INBOX: ['\\Inbox', 'all-mail-elsewhere'],
      '[Gmail]': [null, 'not-selectable'],
      '[Gmail]/所有邮件': ['\\All', null],
      '[Gmail]/已发邮件': ['\\Sent', 'all-mail-elsewhere'],
      '[Gmail]/垃圾邮件': ['\\Junk', 'junk'],
      Orders: [null, 'all-mail-elsewhere'],
    });
  });

  test('an \\All that is not Gmail’s may leave things out, so nothing is skipped for it', () => {
    expect(choose([['INBOX'], ['Virtual/All', '\\All']])).toMatchObject({ INBOX: ['\\Inbox', null] });
  });

  test('Gmail with All Mail hidden from IMAP is archived label by label', () => {
    expect(choose([['INBOX'], ['Orders']], true)).toEqual({ INBOX: ['\\Inbox', null], Orders: [null, null] });
  });
});
