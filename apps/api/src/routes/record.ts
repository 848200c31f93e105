/** The rest of a customer’s record: histories, products, suppliers, collaborators, custom fields. */
import type { recordRoutes } from '@tradepost/contract';
import {
  describeCollaborators,
  removeCollaborator,
  setCollaborator,
} from '@tradepost/core/record/collaborators';
import { setContactValidity } from '@tradepost/core/record/contact-validity';
import { createCustomField, updateCustomField } from '@tradepost/core/record/custom-fields';
import { setNextContact } from '@tradepost/core/record/next-contact';
import { reviewCustomer, verifyCustomer } from '@tradepost/core/record/review';
import { demandsReview, getRecordSettings, updateRecordSettings } from '@tradepost/core/record/settings';
import { addSupplier, removeSupplier, updateSupplier } from '@tradepost/core/record/suppliers';
import { listMetCompetitors } from '@tradepost/db/queries/competitors';
import {
  countContacts,
  findLastResult,
  listChanges,
  listDueReviews,
  MOST_CONTACTS,
} from '@tradepost/db/queries/record-history';
import { cutPage, DEFAULT_LIMIT, decodeTimeCursor } from '../cursor.ts';
import type { HandlersOf } from '../handlers.ts';
import { calendarHandlers } from './calendar.ts';
import { iso } from './describe.ts';
import { describeSupplier } from './describe-customer.ts';
import { actorOf, readContact, readCustomer, requireCustomer } from './read-customer.ts';

export const recordHandlers: HandlersOf<typeof recordRoutes> = {
  getCustomerStanding: async ({ deps, caller, params }) => {
    const customer = await requireCustomer(deps, caller, params.id);
    const [count, last, competitors] = await Promise.all([
      countContacts(deps.db, params.id),
      findLastResult(deps.db, params.id),
      listMetCompetitors(deps.db, params.id),
    ]);
    return {
      contacts: {
        count: Math.min(count, MOST_CONTACTS),
        more: count > MOST_CONTACTS,
        lastAt: iso(customer.last_contact_at),
      },
      lastResult:
        last === undefined
          ? null
          : {
              activityId: last.id,
              kind: last.kind,
              at: last.done_at.toISOString(),
              result: last.result,
              by: last.by_name,
            },
      competitors,
    };
  },
  listCustomerChanges: async ({ deps, caller, params, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    await requireCustomer(deps, caller, params.id);
    const found = await listChanges(deps.db, params.id, {
      field: query.field ?? null,
      before: decodeTimeCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.at_text, row.id]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        field: row.field,
        from: row.old_value,
        to: row.new_value,
        reason: row.reason,
        actorName: row.actor_name,
        at: row.at.toISOString(),
      })),
      nextCursor,
    };
  },
  verifyCustomer: async ({ deps, caller, params }) => {
    await verifyCustomer(deps, actorOf(caller), params.id);
    return readCustomer(deps, caller, params.id);
  },
  reviewCustomer: async ({ deps, caller, params }) => {
    await reviewCustomer(deps, actorOf(caller), params.id);
    return readCustomer(deps, caller, params.id);
  },
  listDueReviews: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    if (!(await demandsReview(deps.db))) return { items: [], nextCursor: null };
    const found = await listDueReviews(deps.db, caller.scope, {
      before: decodeTimeCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.grade_text, row.id]);
    return {
      items: rows.map((row) => ({
        customerId: row.id,
        name: row.name,
        country: row.country,
        ownerName: row.owner_name,
        gradeAt: row.grade_at.toISOString(),
        completeness: row.completeness,
      })),
      nextCursor,
    };
  },
  setNextContact: async ({ deps, caller, params, body }) => {
    await setNextContact(deps, actorOf(caller), params.id, body.on);
    return readCustomer(deps, caller, params.id);
  },
  setCollaborator: async ({ deps, caller, params, body }) => {
    await setCollaborator(deps, actorOf(caller), params.id, body);
    return { items: await describeCollaborators(deps.db, params.id) };
  },
  removeCollaborator: async ({ deps, caller, params }) => {
    await removeCollaborator(deps, actorOf(caller), params.id, params.userId);
    return { items: await describeCollaborators(deps.db, params.id) };
  },
  addSupplier: async ({ deps, caller, params, body }) =>
    describeSupplier(await addSupplier(deps, actorOf(caller), params.id, body)),
  updateSupplier: async ({ deps, caller, params, body }) =>
    describeSupplier(await updateSupplier(deps, actorOf(caller), params.id, body)),
  removeSupplier: async ({ deps, caller, params }) => {
    await removeSupplier(deps, actorOf(caller), params.id);
    return null;
  },
  setContactValidity: async ({ deps, caller, params, body }) => {
    await setContactValidity(deps, actorOf(caller), params.id, body);
    return readContact(deps, caller, params.id);
  },
  getRecordSettings: ({ deps }) => getRecordSettings(deps.db),
  updateRecordSettings: ({ deps, caller, body }) => updateRecordSettings(deps, caller.user.id, body),
  createCustomField: ({ deps, caller, body }) => createCustomField(deps.db, caller.user.id, body),
  updateCustomField: ({ deps, caller, params, body }) =>
    updateCustomField(deps.db, caller.user.id, params.id, body),
  ...calendarHandlers,
};
