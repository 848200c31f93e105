/** Templates of letters. */
import type { letterTemplateRoutes } from '@tradepost/contract';
import { readTemplate, renderFor } from '@tradepost/core/letter/render-template';
import { createTemplate, removeTemplate, updateTemplate } from '@tradepost/core/letter/templates';
import { listTemplates } from '@tradepost/db/queries/letter-templates';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { describeTemplate } from './describe-letter.ts';
import { authorOf } from './letters.ts';

const read = async (deps: ApiDeps, caller: Caller, id: number) =>
  describeTemplate(await readTemplate(deps.db, authorOf(caller), id), caller.viewer);

export const letterTemplateHandlers: HandlersOf<typeof letterTemplateRoutes> = {
  listLetterTemplates: async ({ deps, caller, query }) => {
    const filter = { kind: query.kind ?? null, language: query.language ?? null };
    const rows = await listTemplates(deps.db, caller.user.id, filter);
    return { items: rows.map((row) => describeTemplate(row, caller.viewer)) };
  },
  createLetterTemplate: async ({ deps, caller, body }) =>
    read(deps, caller, await createTemplate(deps.db, authorOf(caller), body)),
  updateLetterTemplate: async ({ deps, caller, params, body }) => {
    await updateTemplate(deps.db, authorOf(caller), params.id, body);
    return read(deps, caller, params.id);
  },
  removeLetterTemplate: async ({ deps, caller, params }) => {
    await removeTemplate(deps.db, authorOf(caller), params.id);
    return null;
  },
  renderLetterTemplate: async ({ deps, caller, params, body }) => {
    const author = authorOf(caller);
    const template = await readTemplate(deps.db, author, params.id);
    const about = { customerId: body.customerId ?? null, contactId: body.contactId ?? null };
    return renderFor(deps.db, author, template, about, body.values ?? {});
  },
};
