/** Who gets what of: the rest of a customer’s record: histories, products, suppliers, collaborators, custom fields. */
import { recordRoutes } from '@tradepost/contract';
import { insertUser } from '@tradepost/core/users/create';
import { sharedHash, type TestApp } from '../api-app.ts';
import { makeCustomer, unique } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, CHANGE, type Expected, hasItem, READ } from './area.ts';

/** A customer of grade A that waits for a review, with one who supplies it and one who works on it too. */
async function makeThings(test: TestApp, ownerId: number) {
  const { db } = test.deps;
  const customer = await makeCustomer(test, ownerId);
  await db
    .updateTable('customer')
    .set({ grade: 'A', grade_at: new Date() })
    .where('id', '=', customer.id)
    .execute();
  const supplier = await db
    .insertInto('customer_supplier')
    .values({ customer_id: customer.id, name: 'Bolt & Co' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('setting')
    .values({ key: 'record', value: '{"reviewOfA": true}' })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value: '{"reviewOfA": true}' }))
    .execute();
  return { customer, supplierId: supplier.id };
}

const colleague = async (test: TestApp) =>
  insertUser(
    test.deps.db,
    { email: `${unique('colleague')}@lindqvist.test`, name: 'Colleague', role: 'salesperson' },
    await sharedHash,
  );

const newDay = async (test: TestApp) =>
  test.deps.db
    .insertInto('holiday')
    .values({ country: 'FR', day: `2031-01-${nextDay()}`, name_en: 'x', name_zh: 'x', kind: 'holiday' })
    .returning('id')
    .executeTakeFirstOrThrow();
let days = 0;
const nextDay = () => String((days++ % 28) + 1).padStart(2, '0');

/** Leaders only, of their people's customers. */
const REVIEW: Expected = { own: '401 200 200 200 403 403 403', other: '401 200 200 200 403 403 403' };

export const recordArea = area(recordRoutes, makeThings, {
  getCustomerStanding: {
    ...READ,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/standing` }),
  },
  listCustomerChanges: {
    ...READ,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/changes` }),
  },
  verifyCustomer: {
    ...CHANGE,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/verify` }),
  },
  listDueReviews: {
    own: '401 sees sees sees 403 403 403',
    other: '401 sees sees sees 403 403 403',
    call: (_test, { customer }) => ({
      url: '/api/v1/due-reviews?limit=200',
      sees: hasItem(({ customerId }) => customerId === customer.id),
    }),
  },
  reviewCustomer: {
    ...REVIEW,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/review` }),
  },
  setNextContact: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: `/api/v1/customers/${customer.id}/next-contact`,
      body: { on: '2099-01-01' },
    }),
  },
  setCollaborator: {
    ...CHANGE,
    call: async (test, { customer }) => ({
      url: `/api/v1/customers/${customer.id}/collaborators`,
      body: { userId: (await colleague(test)).id, canEdit: false },
    }),
  },
  removeCollaborator: {
    ...CHANGE,
    call: async (test, { customer }) => {
      const { id } = await colleague(test);
      await test.deps.db
        .insertInto('customer_collaborator')
        .values({ customer_id: customer.id, user_id: id })
        .execute();
      return { url: `/api/v1/customers/${customer.id}/collaborators/${id}` };
    },
  },
  addSupplier: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: `/api/v1/customers/${customer.id}/suppliers`,
      body: { name: 'Nut & Co' },
    }),
  },
  updateSupplier: {
    ...CHANGE,
    call: (_test, { supplierId }) => ({
      url: `/api/v1/suppliers/${supplierId}`,
      body: { product: 'Bolts' },
    }),
  },
  removeSupplier: {
    ...CHANGE,
    call: (_test, { supplierId }) => ({ url: `/api/v1/suppliers/${supplierId}` }),
  },
  setContactValidity: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: `/api/v1/contacts/${customer.contactId}/validity`,
      body: { valid: false },
    }),
  },
  getRecordSettings: { ...both(ANYBODY), call: () => ({ url: '/api/v1/record-settings' }) },
  updateRecordSettings: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/record-settings', body: { reviewOfA: true } }),
  },
  createCustomField: {
    ...both(ADMINS),
    call: () => ({
      url: '/api/v1/custom-fields',
      body: { key: unique('field_'), kind: 'text', labelEn: 'Port', labelZh: '港口' },
    }),
  },
  updateCustomField: {
    ...both(ADMINS),
    call: async (test) => {
      const { id } = await test.deps.db
        .insertInto('custom_field')
        .values({ key: unique('field_'), kind: 'text', label_en: 'Port', label_zh: '港口' })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { url: `/api/v1/custom-fields/${id}`, body: { labelEn: 'Harbour' } };
    },
  },
  getCountry: { ...both(ANYBODY), call: () => ({ url: '/api/v1/countries/DE' }) },
  listHolidays: { ...both(ANYBODY), call: () => ({ url: '/api/v1/countries/DE/holidays?year=2026' }) },
  setWeekend: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/countries/DE/weekend', body: { weekend: [6, 7] } }),
  },
  addHoliday: {
    ...both(ADMINS),
    call: () => ({
      url: '/api/v1/countries/DE/holidays',
      body: { day: '2031-05-05', nameEn: 'Day', nameZh: '节日', kind: 'holiday' },
    }),
  },
  removeHoliday: {
    ...both(ADMINS),
    call: async (test) => ({ url: `/api/v1/holidays/${(await newDay(test)).id}` }),
  },
  getCompanyCalendar: { ...both(ANYBODY), call: () => ({ url: '/api/v1/calendar/company' }) },
  updateCompanyCalendar: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/calendar/company', body: { weekend: null } }),
  },
  previewCalendar: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/calendar/preview', body: { country: 'CN', add: [] } }),
  },
  listCalendarVersions: { ...both(ADMINS), call: () => ({ url: '/api/v1/calendar/company/versions' }) },
  listProposedDays: { ...both(ADMINS), call: () => ({ url: '/api/v1/countries/DE/proposals?year=2027' }) },
  takeProposedDays: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/countries/DE/proposals', body: { year: 2028 } }),
  },
  listHolidayChanges: { ...both(ADMINS), call: () => ({ url: '/api/v1/countries/DE/changes' }) },
  importCalendar: {
    ...both(ADMINS),
    call: () => ({
      url: '/api/v1/calendar/import',
      body: { csv: 'country,day,name_en\nDE,2031-06-06,Day\n', dryRun: true },
    }),
  },
});
