/** Who gets what of: imports, batches, platform inquiries. */
import { intakeRoutes } from '@tradepost/contract';
import { createBatch } from '@tradepost/core/intake/batches';
import { takeUpload } from '@tradepost/core/intake/upload';
import { Readable } from 'node:stream';
import type { TestApp } from '../api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, CHANGE, hasItem, READ, STAFF, STAFF_LIST } from './area.ts';

const csv = () =>
  Readable.from([Buffer.from(`name,email\n${unique('Nut ')},${unique('a')}@${unique('nut')}.example\n`)]);

/** An import, a batch with a customer. */
async function makeThings(test: TestApp, ownerId: number) {
  const { db } = test.deps;
  const importId = await takeUpload(db, ownerId, 'list.csv', csv());
  const batchId = await createBatch(db, ownerId, { name: unique('Fair '), kind: 'trade-fair' });
  const customer = await makeCustomer(test, ownerId);
  await db.updateTable('customer').set({ batch_id: batchId }).where('id', '=', customer.id).execute();
  return { importId, batchId, customer };
}

/** An inquiry in the person's mail that waits, and a label that he has taught. */
async function makeInquiry(test: TestApp, ownerId: number) {
  const { db } = test.deps;
  const account = await connectAccount(test, ownerId);
  const messageId = await deliver(
    test,
    account,
    textMail({
      from: 'feedback@service.alibaba.com',
      to: account.address,
      subject: 'You have a new inquiry',
      text: `Name: Maria\nCompany: ${unique('Bolt ')}\nCountry: Spain`,
    }),
  );
  const inquiry = await db
    .updateTable('inquiry')
    .set({ state: 'queued' })
    .where('message_id', '=', messageId)
    .returning('id')
    .executeTakeFirstOrThrow();
  const label = unique('label ');
  await db.insertInto('inquiry_label').values({ label, field: 'company', created_by: ownerId }).execute();
  return { inquiryId: inquiry.id, label };
}

const {
  listInquiries,
  getInquiry,
  completeInquiry,
  dismissInquiry,
  listInquiryLabels,
  removeInquiryLabel,
  ...importRoutes
} = intakeRoutes;
const inquiryRoutes = {
  listInquiries,
  getInquiry,
  completeInquiry,
  dismissInquiry,
  listInquiryLabels,
  removeInquiryLabel,
};

/** An import is its maker's alone. */
const OWN = { own: STAFF, other: '401 404 404 404 404 404 403' };
/** Mail on no timeline: see the unfiled mail. */
const OF_MAIL = { own: STAFF, other: '401 200 200 404 404 404 403' };

export const intakeArea = area(importRoutes, makeThings, {
  uploadImport: {
    ...both(STAFF),
    call: () => ({
      url: '/api/v1/imports?fileName=list.csv',
      body: Buffer.from('name\nNut\n'),
      headers: { 'content-type': 'application/octet-stream' },
    }),
  },
  listImports: {
    own: '401 sees sees sees sees sees 403',
    other: '401 blank blank blank blank blank 403',
    call: (_test, { importId }) => ({
      url: '/api/v1/imports?limit=200',
      sees: hasItem(({ id }) => id === importId),
    }),
  },
  getImport: { ...OWN, call: (_test, { importId }) => ({ url: `/api/v1/imports/${importId}` }) },
  updateImport: {
    ...OWN,
    call: (_test, { importId }) => ({ url: `/api/v1/imports/${importId}`, body: { source: 'Fair' } }),
  },
  listImportLines: { ...OWN, call: (_test, { importId }) => ({ url: `/api/v1/imports/${importId}/lines` }) },
  checkImport: { ...OWN, call: (_test, { importId }) => ({ url: `/api/v1/imports/${importId}/check` }) },
  runImport: { ...OWN, call: (_test, { importId }) => ({ url: `/api/v1/imports/${importId}/run` }) },
  removeImport: { ...OWN, call: (_test, { importId }) => ({ url: `/api/v1/imports/${importId}` }) },
  getImportFaults: { ...OWN, call: (_test, { importId }) => ({ url: `/api/v1/imports/${importId}/faults` }) },
  getContactsVcard: {
    ...READ,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/vcard` }),
  },

  listBatches: {
    ...both('401 sees sees sees sees sees sees'),
    call: (_test, { batchId }) => ({
      url: '/api/v1/batches?limit=200',
      sees: hasItem(({ id }) => id === batchId),
    }),
  },
  createBatch: {
    ...both(STAFF),
    call: () => ({ url: '/api/v1/batches', body: { name: unique('Fair '), kind: 'trade-fair' } }),
  },
  getBatch: { ...both(ANYBODY), call: (_test, { batchId }) => ({ url: `/api/v1/batches/${batchId}` }) },
  updateBatch: {
    own: STAFF,
    other: '401 200 200 200 403 403 403',
    call: (_test, { batchId }) => ({ url: `/api/v1/batches/${batchId}`, body: { place: 'Guangzhou' } }),
  },
  listBatchCustomers: {
    own: '401 sees sees sees sees sees sees',
    other: '401 sees sees sees blank blank blank',
    call: (_test, { batchId, customer }) => ({
      url: `/api/v1/batches/${batchId}/customers`,
      sees: hasItem(({ id }) => id === customer.id),
    }),
  },
  setCustomersBatch: {
    ...CHANGE,
    call: (_test, { batchId, customer }) => ({
      url: `/api/v1/batches/${batchId}/customers`,
      body: { customerIds: [customer.id] },
    }),
  },
});

export const inquiryArea = area(inquiryRoutes, makeInquiry, {
  listInquiries: {
    ...STAFF_LIST,
    other: '401 sees sees blank blank blank 403',
    call: (_test, { inquiryId }) => ({
      url: '/api/v1/inquiries?limit=200&state=queued',
      sees: hasItem(({ id }) => id === inquiryId),
    }),
  },
  getInquiry: { ...OF_MAIL, call: (_test, { inquiryId }) => ({ url: `/api/v1/inquiries/${inquiryId}` }) },
  completeInquiry: {
    ...OF_MAIL,
    call: (_test, { inquiryId }) => ({
      url: `/api/v1/inquiries/${inquiryId}/complete`,
      body: { company: unique('Bolt ') },
    }),
  },
  dismissInquiry: {
    ...OF_MAIL,
    call: (_test, { inquiryId }) => ({ url: `/api/v1/inquiries/${inquiryId}/dismiss`, body: {} }),
  },
  listInquiryLabels: { ...both(STAFF), call: () => ({ url: '/api/v1/inquiry-labels' }) },
  removeInquiryLabel: {
    ...both(ADMINS),
    call: (_test, { label }) => ({ url: `/api/v1/inquiry-labels?label=${encodeURIComponent(label)}` }),
  },
});
