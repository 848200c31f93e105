/** Search over a real archive: each operator, scripts, pages, and who finds what. */
import type { Message, SearchFacets, SearchPage } from '@tradepost/contract';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { refreshSearch } from '@tradepost/core/search/refresh-docs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, richMail, type TestAccount, textMail } from './api-mail.ts';

let test: TestApp;
let owner: Person;
let anna: Person;
let bert: Person;
let annas: TestAccount;
let berts: TestAccount;
let acmeId: number;
const ids: Record<string, number> = {};

const day = (text: string) => new Date(`${text}T12:00:00Z`);

async function found(person: Person, q: string, more = ''): Promise<SearchPage> {
  const reply = await person.call('GET', `/api/v1/search?q=${encodeURIComponent(q)}${more}`);
  expect(reply.statusCode, `${q}: ${reply.body}`).toBe(200);
  return reply.json<SearchPage>();
}

/** Names of the mails that were found, newest first. */
async function names(person: Person, q: string): Promise<string[]> {
  const { items } = await found(person, q);
  return items.map(({ mail }) => Object.keys(ids).find((name) => ids[name] === mail?.messageId) ?? '?');
}

beforeAll(async () => {
  test = await startTestApp();
  owner = await makePerson(test, 'owner');
  anna = await makePerson(test, 'salesperson', 'Anna Berg');
  bert = await makePerson(test, 'salesperson', 'Bert Karlsson');
  annas = await connectAccount(test, anna.user.id, 'anna@lindqvist.test');
  berts = await connectAccount(test, bert.user.id, 'bert@lindqvist.test');
  const acme = await anna.call('POST', '/api/v1/customers', {
    name: 'Acme Beschläge GmbH',
    country: 'DE',
    grade: 'A',
    contacts: [{ name: 'Hans Müller', addresses: ['hans@acme.de'] }],
  });
  expect(acme.statusCode, acme.body).toBeLessThan(300);
  acmeId = acme.json<{ id: number }>().id;
  ids['offer'] = await deliver(
    test,
    annas,
    richMail({
      from: 'Hans Müller <hans@acme.de>',
      to: annas.address,
      subject: 'Quotation PO-2024/118',
      date: day('2026-03-10'),
      html: '<p>Please send your best prices for stainless hinges.</p>',
      disposition: 'attachment; filename="price-list 2024.pdf"',
    }),
  );
  ids['reply'] = await deliver(
    test,
    annas,
    textMail({
      from: annas.address,
      to: 'hans@acme.de',
      subject: 'Re: Quotation PO-2024/118',
      date: day('2026-03-12'),
      text: 'The container MSKU1234567 left today.\n\nOn 10 March 2026 Hans wrote:\n> marmalade wanted',
    }),
  );
  ids['chinese'] = await deliver(
    test,
    berts,
    textMail({
      from: '王伟 <wang@supplier.test>',
      to: berts.address,
      subject: '不锈钢铰链報價單',
      date: day('2025-11-05'),
      text: '请查收附件中的报价，交货期三十天。',
    }),
  );
  ids['german'] = await deliver(
    test,
    berts,
    textMail({
      from: 'einkauf@kraft.test',
      to: berts.address,
      subject: 'Anfrage Türscharniere',
      date: day('2024-01-20'),
      text: 'Sehr geehrte Damen und Herren,\nwir suchen Größe 40 in den Mustern und bitten um Ihre Preise für die Lieferung nach Köln.',
    }),
  );
}, 120_000);
afterAll(() => test.close());

describe('what is found', () => {
  it.each([
    ['stainless', ['offer']],
    ['STAINLESS HINGES', ['offer']],
    ['price', ['offer']],
    ['"hinge"', []],
    ['hinge', ['offer']],
    ['"best prices"', ['offer']],
    ['"prices best"', []],
    ['hinges -stainless', []],
    ['quotation -hinges', ['reply']],
    ['-quotation', ['chinese', 'german']],
    ['hinges OR anfrage', ['offer', 'german']],
    ['(container OR hinges) quotation', ['reply', 'offer']],
    ['stain*', ['offer']],
    ['po-2024/118', ['reply', 'offer']],
    ['2024/118', ['reply', 'offer']],
    ['po2024118', ['reply', 'offer']],
    ['MSKU1234567', ['reply']],
    ['34567', ['reply']],
    ['MSKU 123456 7', ['reply']],
    ['acme', ['reply', 'offer']],
    ['@acme.de', ['reply', 'offer']],
    ['from:hans', ['offer']],
    ['from:@acme.de', ['offer']],
    ['to:hans@acme.de', ['reply']],
    ['with:acme.de', ['reply', 'offer']],
    ['from:"Hans Müller"', ['offer']],
    ['subject:quotation', ['reply', 'offer']],
    ['subject:stainless', []],
    ['body:stainless', ['offer']],
    ['body:quotation', []],
    ['body:marmalade', ['reply']],
    ['has:attachment', ['offer']],
    ['filename:price*', ['offer']],
    ['type:pdf', ['offer']],
    ['type:spreadsheet', []],
    ['before:2025', ['german']],
    ['after:2025', ['reply', 'offer']],
    ['on:2026-03-12', ['reply']],
    ['on:2025 OR on:2024', ['chinese', 'german']],
    ['-on:2026', ['chinese', 'german']],
    ['quotation -on:2026-03-12', ['offer']],
    ['direction:outbound', ['reply']],
    ['direction:inbound', ['offer', 'chinese', 'german']],
    ['lang:de', ['german']],
    ['customer:acme', ['reply', 'offer']],
    ['customer:beschlage', ['reply', 'offer']],
    ['customer:nobody', []],
    ['owner:anna', ['reply', 'offer']],
    ['owner:bert', ['chinese', 'german']],
    ['account:bert@', ['chinese', 'german']],
    ['grade:A', ['reply', 'offer']],
    ['country:germany', ['reply', 'offer']],
    ['国家:德国', ['reply', 'offer']],
    ['stage:target', ['reply', 'offer']],
    ['is:unfiled', ['chinese', 'german']],
    ['is:automatic', []],
    ['in:inbox', ['reply', 'offer', 'chinese', 'german']],
    ['kind:mail', ['reply', 'offer', 'chinese', 'german']],
    ['larger:1b', ['reply', 'offer', 'chinese', 'german']],
    ['larger:5mb', []],
    ['铰', ['chinese']],
    ['铰链', ['chinese']],
    ['不锈钢铰链', ['chinese']],
    ['不銹鋼', ['chinese']],
    ['报价单', ['chinese']],
    ['报单', []],
    ['交货期', ['chinese']],
    ['发件人:王伟', ['chinese']],
    ['groesse', ['german']],
    ['grosse', ['german']],
    ['GRÖSSE', ['german']],
    ['türscharniere', ['german']],
    ['preis', ['german']],
  ])('%s', async (q, expected) => {
    expect(await names(owner, q)).toEqual(expected);
  });

  it('has each mail in the same moment in which it is in the archive', async () => {
    const id = await deliver(
      test,
      berts,
      textMail({ from: 'a@b.test', to: berts.address, text: 'xylophone' }),
    );
    const { items } = await found(owner, 'xylophone');
    expect(items.map(({ mail }) => mail?.messageId)).toEqual([id]);
    await test.deps.db.deleteFrom('mailbox_message').where('message_id', '=', id).execute();
    await test.deps.db.deleteFrom('message').where('id', '=', id).execute();
    expect((await found(owner, 'xylophone')).items).toEqual([]);
  });
});

describe('who finds what', () => {
  it('a salesperson his own mail and that of his customers, nothing else', async () => {
    expect(await names(anna, 'kind:mail')).toEqual(['reply', 'offer']);
    expect(await names(bert, 'kind:mail')).toEqual(['chinese', 'german']);
    expect(await names(bert, 'hinges OR customer:acme OR owner:anna OR -nothing')).toEqual([
      'chinese',
      'german',
    ]);
  });

  it('a mail by the customer to whom it is filed by hand, and by none after that is undone', async () => {
    const { db } = test.deps;
    const filed = await owner.call('POST', `/api/v1/messages/${ids['german']}/filings`, {
      customerId: acmeId,
    });
    expect(filed.statusCode, filed.body).toBeLessThan(300);
    await refreshSearch(db);
    expect(await names(owner, 'customer:acme')).toEqual(['reply', 'offer', 'german']);
    expect(await names(owner, 'is:unfiled')).toEqual(['chinese']);
    expect(await names(anna, 'anfrage')).toEqual(['german']);
    const { id } = await db
      .selectFrom('filing')
      .select('id')
      .where('message_id', '=', ids['german'] as number)
      .executeTakeFirstOrThrow();
    const undone = await owner.call('DELETE', `/api/v1/filings/${id}`);
    expect(undone.statusCode, undone.body).toBeLessThan(300);
    expect(await names(anna, 'anfrage')).toEqual([]);
    await refreshSearch(db);
    expect(await names(owner, 'is:unfiled')).toEqual(['chinese', 'german']);
  });

  it('a mail that waits for an answer', async () => {
    const { db } = test.deps;
    const task = await db
      .insertInto('task')
      .values({
        kind: 'answer',
        customer_id: acmeId,
        assignee_id: anna.user.id,
        subject_key: 'search',
        message_id: ids['offer'] as number,
        due_on: '2026-03-11',
        first_due_on: '2026-03-11',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await refreshSearch(db);
    expect(await names(owner, 'is:unanswered')).toEqual(['offer']);
    expect(await names(anna, 'is:unanswered')).toEqual(['offer']);
    await db.deleteFrom('task').where('id', '=', task.id).execute();
    await refreshSearch(db);
    expect(await names(owner, 'is:unanswered')).toEqual([]);
  });

  it('what a customer that changes hands has, its new salesperson at once', async () => {
    const { db } = test.deps;
    const change = (ownerId: number) =>
      db.updateTable('customer').set({ owner_id: ownerId }).where('id', '=', acmeId).execute();
    await change(bert.user.id);
    expect(await names(bert, 'hinges')).toEqual(['offer']);
    await refreshSearch(db);
    expect(await names(bert, 'owner:bert')).toEqual(['reply', 'offer', 'chinese', 'german']);
    await change(anna.user.id);
    expect(await names(bert, 'hinges')).toEqual([]);
    await refreshSearch(db);
    expect(await names(bert, 'hinges')).toEqual([]);
  });
});

describe('what comes back', () => {
  it('has the words marked in subject, text and file names, and what is quoted told apart', async () => {
    const [offer] = (await found(owner, 'prices quotation filename:price*')).items;
    const marked = (text: string, ranges: [number, number][]) =>
      ranges.map(([from, until]) => text.slice(from, until));
    expect(marked(offer?.title.text ?? '', offer?.title.ranges as [number, number][])).toEqual(['Quotation']);
    expect(
      offer?.snippets.map(({ place, text, ranges }) => [
        place,
        ...marked(text, ranges as [number, number][]),
      ]),
    ).toEqual([
      ['text', 'prices'],
      ['file-name', 'price'],
    ]);
    const [reply] = (await found(owner, 'marmalade')).items;
    expect(reply?.snippets[0]).toMatchObject({ place: 'quoted', cutAfter: false });
    const [chinese] = (await found(owner, '报价')).items;
    expect(marked(chinese?.title.text ?? '', chinese?.title.ranges as [number, number][])).toEqual(['報價']);
    // And in the mail that is opened.
    const open = async (id: number, q: string) =>
      (await owner.call('GET', `/api/v1/messages/${id}?find=${encodeURIComponent(q)}`)).json<Message>();
    const opened = await open(ids['reply'] ?? 0, 'MSKU1234567 marmalade -subject:x from:anna');
    expect(marked(opened.text, opened.found)).toEqual(['MSKU1234567', 'marmalade']);
    expect((await open(ids['reply'] ?? 0, 'frm:x')).found).toEqual([]);
    const page = await owner.call('GET', `/api/v1/messages/${ids['offer']}/html?find=price+hinges`);
    expect(page.body).toContain(
      'your best <mark id="tp-found">prices</mark> for stainless <mark>hinges</mark>',
    );
  });

  it('comes in pages that meet, newest first or by relevance, alone or by thread and customer', async () => {
    for (const more of ['', '&order=relevance', '&group=thread', '&group=customer']) {
      const all = (await found(owner, 'kind:mail OR hinges', more)).items.map(({ id }) => id);
      const paged: number[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: SearchPage = await found(
          owner,
          'kind:mail OR hinges',
          `${more}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(paged, more).toEqual(all);
    }
    const byCustomer = (await found(owner, 'kind:mail', '&group=customer')).items;
    expect(byCustomer.map(({ group }) => group?.matches.count ?? null)).toEqual([2, null, null]);
    const ranked = await found(owner, 'hinges OR container OR quotation', '&order=relevance');
    expect(ranked.items).toHaveLength(2);
  });

  it('is counted by sender, customer, year, direction and type, for who asks', async () => {
    const facets = async (person: Person, q: string) =>
      (await person.call('GET', `/api/v1/search/facets?q=${encodeURIComponent(q)}`)).json<SearchFacets>();
    const all = await facets(owner, 'kind:mail');
    expect(all.total).toEqual({ count: 4, estimate: false });
    expect(all.years.map(({ value, count }) => [value, count])).toEqual([
      ['2026', 2],
      ['2025', 1],
      ['2024', 1],
    ]);
    expect(all.customers).toMatchObject([{ value: String(acmeId), count: 2, narrow: `customer:#${acmeId}` }]);
    expect(all.types).toMatchObject([{ value: 'pdf', count: 1 }]);
    expect((await facets(bert, 'kind:mail')).total.count).toBe(2);
    expect((await facets(bert, 'hinges')).total.count).toBe(0);
  });

  it('S4-B3 is on record where a leader is shown mail of others', async () => {
    await found(owner, 'stainless hinges');
    const { detail } = await test.deps.db
      .selectFrom('audit_log')
      .select('detail')
      .where('action', '=', 'search.made')
      .where('actor_id', '=', owner.user.id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(detail).toEqual({ query: 'stainless hinges', messageIds: [ids['offer']] });
    const before = await searches(anna);
    await found(anna, 'stainless hinges');
    expect(await searches(anna)).toBe(before);
  });
});

const searches = async (person: Person) =>
  (
    await test.deps.db
      .selectFrom('audit_log')
      .select('id')
      .where('action', '=', 'search.made')
      .where('actor_id', '=', person.user.id)
      .execute()
  ).length;

describe('what nobody expects', () => {
  it('says where the fault is', async () => {
    const reply = await owner.call('GET', '/api/v1/search?q=offer%20frm%3Ahans');
    expect([reply.statusCode, reply.json()]).toMatchObject([
      422,
      { error: { code: 'unprocessable', details: { fault: { code: 'unknown-field', at: [6, 10] } } } },
    ]);
  });

  it('is stopped when it takes too long, and says so, whatever was asked of it', async () => {
    const holder = new pg.Client({ connectionString: test.database.url });
    await holder.connect();
    try {
      // Nobody reads the index for now.
      await holder.query('begin');
      await holder.query('lock table search_doc in access exclusive mode');
      const stopped = { state: 'timed-out' };
      const [page, ranked, grouped, facets, file] = await Promise.all(
        [
          '?q=hinges',
          '?q=hinges&order=relevance',
          '?q=hinges&group=customer',
          '/facets?q=hinges',
          '/export?q=hinges&format=csv&language=en',
        ].map((what) => owner.call('GET', `/api/v1/search${what}`)),
      );
      for (const reply of [page, ranked, grouped])
        expect([reply?.statusCode, reply?.json()]).toMatchObject([200, { ...stopped, items: [] }]);
      expect([facets?.statusCode, facets?.json()]).toMatchObject([200, { ...stopped, total: { count: 0 } }]);
      expect([file?.statusCode, file?.json()]).toMatchObject([413, { error: { code: 'too-large' } }]);
    } finally {
      await holder.end();
    }
    expect(await names(owner, 'hinges')).toEqual(['offer']);
  }, 60_000);

  it('is answered, and never by an error of the server', async () => {
    const pieces = [
      "'",
      "''",
      '\\',
      '"',
      '(',
      ')',
      '-',
      '!',
      '&',
      '|',
      '<->',
      ':*',
      ':A',
      '*',
      ' ',
      'OR',
      'from:',
      'body:',
      'larger:',
      'before:2024',
      'customer:',
      'owner:#9',
      'in:',
      '不',
      '钢',
      'é',
      'a1',
      'PO-1/2',
      '\u0001',
      '%',
      '_',
      '@',
      '.',
      '😀',
      '\ud800',
      'x'.repeat(70),
      "'; drop table message; --",
      '#c1',
      '=d',
      '{',
      '}',
      '[',
      '$1',
      '/*',
      '\u200b',
      '٣',
      'ß',
    ];
    let seed = 20_261_130;
    const random = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
    for (let i = 0; i < 150; i++) {
      const q = Array.from({ length: 1 + random(14) }, () => pieces[random(pieces.length)]).join(
        random(2) === 0 ? '' : ' ',
      );
      const more = ['', '&order=relevance', '&group=thread', '&group=customer'][random(4)];
      const reply = await owner.call(
        'GET',
        `/api/v1/search?q=${encodeURIComponent(q.toWellFormed())}${more}`,
      );
      expect([200, 400, 422], `${JSON.stringify(q)} ${more}: ${reply.body}`).toContain(reply.statusCode);
    }
    for (const cursor of ['x', 'W10', encodeURIComponent('["2026-01-01 00:00:00+00",-1]')])
      expect((await owner.call('GET', `/api/v1/search?q=offer&cursor=${cursor}`)).statusCode).toBe(400);
  });
});

describe('an archive that was there before', () => {
  it('is filled in newest first, in steps that a kill costs nothing, while it is searched', async () => {
    const { db } = test.deps;
    await db.deleteFrom('search_doc').execute();
    await owner.call('POST', '/api/v1/search/index/rebuild', {});
    const { id } = await db
      .selectFrom('background_job')
      .select('id')
      .where('kind', '=', 'index-search')
      .executeTakeFirstOrThrow();
    expect((await found(owner, 'hinges')).index).toMatchObject({ state: 'building', percent: null });
    await runJob(db, JOB_KINDS, id, new AbortController().signal, () => {});
    expect(await names(owner, 'kind:mail')).toEqual(['reply', 'offer', 'chinese', 'german']);
    expect(await names(anna, 'hinges')).toEqual(['offer']);
    expect((await found(owner, 'hinges')).index).toMatchObject({ state: 'ready' });
  });
});

// The last: it adds a mail to those that the others count.
it('by customer shows a mail that is of two with each of them, wherever a page ends', async () => {
  const both = await deliver(
    test,
    berts,
    textMail({
      from: 'joint@pair-a.test',
      to: `${berts.address}, partner@pair-b.test`,
      subject: 'Bathyscaphe for both',
      date: day('2026-02-01'),
      text: 'One delivery for two houses.',
    }),
  );
  const pair: number[] = [];
  for (const name of ['Pair A', 'Pair B']) {
    const { id } = (await bert.call('POST', '/api/v1/customers', { name })).json<{ id: number }>();
    expect(
      (await bert.call('POST', `/api/v1/messages/${both}/filings`, { customerId: id })).statusCode,
    ).toBeLessThan(300);
    pair.push(id);
  }
  const page = await found(bert, 'bathyscaphe', '&group=customer&limit=1');
  expect(new Set(page.items.map(({ group }) => group?.id))).toEqual(new Set(pair));
  expect(page.nextCursor).toBeNull();
});

it('a word’s stem is found in a mail that is too short to tell its language', async () => {
  const short = textMail({ from: 'x@kraft.test', to: berts.address, subject: 'Thermostats', text: 'T-40' });
  const id = await deliver(test, berts, short);
  const { items } = await found(owner, 'thermostat');
  expect(items.map(({ mail }) => [mail?.messageId, mail?.language])).toEqual([[id, null]]);
});

it('where a colleague’s copy of a mail lies, and that it waits for his answer, is not told to who sees the mail by his customer', async () => {
  const { db } = test.deps;
  const id = await deliver(
    test,
    berts,
    textMail({
      from: 'hans@acme.de',
      to: berts.address,
      subject: 'Orrery wanted',
      date: day('2026-02-03'),
      text: 'Do you make orreries?',
    }),
  );
  const task = await db
    .insertInto('task')
    .values({
      kind: 'answer',
      customer_id: null,
      assignee_id: bert.user.id,
      subject_key: 'orrery',
      message_id: id,
      due_on: '2026-02-03',
      first_due_on: '2026-02-03',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await refreshSearch(db);
  const finds = async (person: Person) => {
    const with_ = async (operator: string) => (await found(person, `orrery ${operator}`)).items.length;
    return [await with_(''), await with_('in:inbox'), await with_('is:unanswered'), await with_('-in:inbox')];
  };
  expect(await finds(owner)).toEqual([1, 1, 1, 0]);
  expect(await finds(bert)).toEqual([1, 1, 1, 0]);
  expect(await finds(anna)).toEqual([1, 0, 0, 1]);
  expect(await names(anna, 'is:unanswered')).toEqual([]);
  await db.deleteFrom('task').where('id', '=', task.id).execute();
});
