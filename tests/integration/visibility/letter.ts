/** Who gets what of: mail that people write, its approval and its templates. */
import { randomBytes } from 'node:crypto';
import { letterApprovalRoutes, letterRoutes, letterTemplateRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { connectAccount, makeCustomer, PNG, unique } from '../api-mail.ts';
import { ADMINS, area, both, CHANGE, hasItem, LEADERS, STAFF } from './area.ts';

/** The version of a draft to which something was done: a letter begun and left is in no list. */
const WRITTEN = 2;
/** A draft is its author's alone, whoever asks. */
const MINE = { own: STAFF, other: '401 404 404 404 404 404 403' };
const MY_LIST = { own: '401 sees sees sees sees sees 403', other: '401 blank blank blank blank blank 403' };

async function makeLetters(test: TestApp, ownerId: number) {
  const account = await connectAccount(test, ownerId);
  await test.deps.db
    .updateTable('mail_account')
    .set({ smtp_host: '127.0.0.1', smtp_port: 9, smtp_security: 'none' })
    .where('id', '=', account.id)
    .execute();
  const address = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, ownerId, { addresses: [address] });
  /** A row of a test changes its letter, so each has its own. */
  const draft = async () => {
    const { id } = await test.deps.db
      .insertInto('letter')
      .values({
        author_id: ownerId,
        version: WRITTEN,
        written_by: ownerId,
        kind: 'new',
        account_id: account.id,
        customer_id: customer.id,
        to_list: JSON.stringify([{ address, name: null }]),
        subject: 'Offer',
        html: '<p>Dear sirs</p>',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  };
  return { account, customer, draft, letterId: await draft(), ownerId };
}
type Letters = Awaited<ReturnType<typeof makeLetters>>;

async function addPicture(test: TestApp, { draft, ownerId }: Letters) {
  const id = await draft();
  const { storeOctets, keepFile } = await import('@tradepost/core/blobs/stored-file');
  const octets = await storeOctets(test.deps, PNG);
  const fileId = await test.deps.db
    .transaction()
    .execute((tx) => keepFile(tx, octets, { name: 'a.png', type: 'image/png', uploadedBy: ownerId }));
  await test.deps.db
    .insertInto('letter_file')
    .values({ letter_id: id, file_id: fileId, content_id: 'img-1' })
    .execute();
  return { id, fileId };
}

const OCTETS = { 'content-type': 'application/octet-stream' };

export const letterArea = area(letterRoutes, makeLetters, {
  listLetterSenders: {
    ...MY_LIST,
    call: (_test, { account }) => ({
      url: '/api/v1/letter-senders',
      sees: hasItem(({ accountId }) => accountId === account.id),
    }),
  },
  listSignatures: { ...both(STAFF), call: () => ({ url: '/api/v1/signatures' }) },
  setSignature: {
    ...MINE,
    call: (_test, { account }) => ({
      url: '/api/v1/signatures',
      body: { accountId: account.id, html: '<p>Anna</p>' },
    }),
  },
  listLetters: {
    ...MY_LIST,
    call: (_test, { letterId }) => ({
      url: '/api/v1/letters?box=drafts',
      sees: hasItem(({ id }) => id === letterId),
    }),
  },
  countLetters: { ...both(STAFF), call: () => ({ url: '/api/v1/letters/counts' }) },
  createLetter: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: '/api/v1/letters',
      body: { kind: 'new', customerId: customer.id, contactId: customer.contactId },
    }),
  },
  getLetter: { ...MINE, call: (_test, { letterId }) => ({ url: `/api/v1/letters/${letterId}` }) },
  updateLetter: {
    ...MINE,
    call: async (_test, { draft }) => ({
      url: `/api/v1/letters/${await draft()}`,
      body: { version: WRITTEN, subject: 'Other' },
    }),
  },
  discardLetter: { ...MINE, call: async (_test, { draft }) => ({ url: `/api/v1/letters/${await draft()}` }) },
  addLetterFile: {
    ...MINE,
    call: async (_test, { draft }) => ({
      url: `/api/v1/letters/${await draft()}/files?name=a.txt`,
      body: Buffer.from('octets'),
      headers: OCTETS,
    }),
  },
  removeLetterFile: {
    ...MINE,
    call: async (test, letters) => {
      const { id, fileId } = await addPicture(test, letters);
      return { url: `/api/v1/letters/${id}/files/${fileId}` };
    },
  },
  getLetterFile: {
    ...MINE,
    call: async (test, letters) => {
      const { id, fileId } = await addPicture(test, letters);
      return { url: `/api/v1/letters/${id}/files/${fileId}` };
    },
  },
  getLetterPicture: {
    ...MINE,
    call: async (test, letters) => {
      const { id, fileId } = await addPicture(test, letters);
      return { url: `/api/v1/letters/${id}/pictures/${fileId}` };
    },
  },
  applyTemplate: {
    ...MINE,
    call: async (test, { draft }) => ({
      url: `/api/v1/letters/${await draft()}/template`,
      body: { version: WRITTEN, templateId: await makeTemplate(test, null) },
    }),
  },
  checkLetter: { ...MINE, call: (_test, { letterId }) => ({ url: `/api/v1/letters/${letterId}/check` }) },
  previewLetter: { ...MINE, call: (_test, { letterId }) => ({ url: `/api/v1/letters/${letterId}/html` }) },
  sendLetter: {
    ...MINE,
    call: async (_test, { draft }) => ({
      url: `/api/v1/letters/${await draft()}/send`,
      body: { version: WRITTEN },
    }),
  },
  undoLetter: {
    ...MINE,
    call: async (_test, { draft }) => ({ url: `/api/v1/letters/${await draft()}/undo` }),
  },
  settleLetter: {
    ...MINE,
    call: async (test, { draft }) => {
      const id = await draft();
      await fix(test, id, 'failed');
      return { url: `/api/v1/letters/${id}/settle`, body: { decision: 'to-draft' } };
    },
  },
});

const HASH = 'ab'.repeat(32);

async function fix(test: TestApp, letterId: number, state: 'failed' | 'waiting-approval'): Promise<void> {
  await test.deps.db
    .updateTable('letter')
    .set({
      state,
      schedule: 'now',
      due_at: new Date(),
      submitted_at: new Date(),
      final_html: '<p>Dear sirs</p>',
      final_text: 'Dear sirs',
      content_sha256: Buffer.from(HASH, 'hex'),
      rfc_message_id: `${randomBytes(8).toString('hex')}@lindqvist.test`,
    })
    .where('id', '=', letterId)
    .execute();
}

async function makeWaiting(test: TestApp, ownerId: number) {
  const letters = await makeLetters(test, ownerId);
  const waiting = async () => {
    const { id, fileId } = await addPicture(test, letters);
    await fix(test, id, 'waiting-approval');
    const row = await test.deps.db
      .insertInto('letter_approval')
      .values({
        letter_id: id,
        author_id: ownerId,
        subject: 'Offer',
        sent_to: JSON.stringify([]),
        reasons: JSON.stringify([{ rule: 'word', found: 'contract' }]),
        content_sha256: Buffer.from(HASH, 'hex'),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { approvalId: row.id, fileId };
  };
  return { waiting, ...(await waiting()) };
}

/** Those above him read it; he himself does not decide about it, whatever he is. */
const ABOVE = { own: '401 404 404 404 403 403 403', other: LEADERS };

export const letterApprovalArea = area(letterApprovalRoutes, makeWaiting, {
  getApprovalRules: { ...both(LEADERS), call: () => ({ url: '/api/v1/letter-approval-rules' }) },
  setApprovalRules: {
    ...both(ADMINS),
    call: () => ({
      url: '/api/v1/letter-approval-rules',
      body: {
        enabled: false,
        newEmployeeDays: 0,
        words: [],
        priceSheet: false,
        bankDetails: false,
        attachmentWords: [],
        newDomain: false,
        people: [],
      },
    }),
  },
  listApprovals: {
    own: '401 blank blank blank 403 403 403',
    other: '401 sees sees sees 403 403 403',
    call: (_test, { approvalId }) => ({
      url: '/api/v1/letter-approvals?state=waiting&limit=200',
      sees: hasItem(({ id }) => id === approvalId),
    }),
  },
  getApproval: {
    ...ABOVE,
    call: (_test, { approvalId }) => ({ url: `/api/v1/letter-approvals/${approvalId}` }),
  },
  getApprovalHtml: {
    ...ABOVE,
    call: (_test, { approvalId }) => ({ url: `/api/v1/letter-approvals/${approvalId}/html` }),
  },
  getApprovalFile: {
    ...ABOVE,
    call: (_test, { approvalId, fileId }) => ({
      url: `/api/v1/letter-approvals/${approvalId}/files/${fileId}`,
    }),
  },
  decideApproval: {
    own: '401 403 403 403 403 403 403',
    other: LEADERS,
    call: async (_test, { waiting }) => ({
      url: `/api/v1/letter-approvals/${(await waiting()).approvalId}/decision`,
      body: { decision: 'approve', contentHash: HASH },
    }),
  },
});

async function makeTemplate(test: TestApp, ownerId: number | null): Promise<number> {
  const { id } = await test.deps.db
    .insertInto('letter_template')
    .values({
      kind: 'general',
      language: 'en',
      name: unique('Template '),
      subject: 'Offer',
      html: '<p>Dear {{contact.name}}</p>',
      owner_id: ownerId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const makeTemplates = async (test: TestApp, ownerId: number) => ({
  ownerId,
  templateId: await makeTemplate(test, ownerId),
});

export const letterTemplateArea = area(letterTemplateRoutes, makeTemplates, {
  listLetterTemplates: {
    ...MY_LIST,
    call: (_test, { templateId }) => ({
      url: '/api/v1/letter-templates',
      sees: hasItem(({ id }) => id === templateId),
    }),
  },
  createLetterTemplate: {
    ...both(STAFF),
    call: () => ({
      url: '/api/v1/letter-templates',
      body: {
        kind: 'general',
        language: 'en',
        name: unique('New '),
        subject: 'A',
        html: '<p>A</p>',
        companyWide: false,
      },
    }),
  },
  updateLetterTemplate: {
    ...MINE,
    call: (_test, { templateId }) => ({
      url: `/api/v1/letter-templates/${templateId}`,
      body: { version: 1, subject: 'B' },
    }),
  },
  removeLetterTemplate: {
    ...MINE,
    call: async (test, { ownerId }) => ({
      url: `/api/v1/letter-templates/${await makeTemplate(test, ownerId)}`,
    }),
  },
  renderLetterTemplate: {
    ...MINE,
    call: (_test, { templateId }) => ({
      url: `/api/v1/letter-templates/${templateId}/render`,
      body: {},
    }),
  },
});
