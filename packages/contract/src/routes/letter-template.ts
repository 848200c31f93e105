/** Templates of letters. */
import Type from 'typebox';
import { Body, Id, IdParams, Nothing, Nullable } from '../resources/common.ts';
import {
  FieldValues,
  LetterTemplate,
  LetterTemplatePatch,
  NewLetterTemplate,
  RenderedTemplate,
  TEMPLATE_KINDS,
} from '../resources/letter-template.ts';
import { route, STAFF } from './route.ts';

const tag = 'letter templates';

export const letterTemplateRoutes = {
  listLetterTemplates: route({
    method: 'GET',
    path: '/api/v1/letter-templates',
    tag,
    access: STAFF,
    summary: 'The company’s templates and one’s own, by kind, language and name',
    query: Type.Object({
      kind: Type.Optional(Type.Enum(TEMPLATE_KINDS)),
      language: Type.Optional(Type.String({ maxLength: 10 })),
    }),
    reply: Type.Object({ items: Type.Array(LetterTemplate) }),
  }),
  createLetterTemplate: route({
    method: 'POST',
    path: '/api/v1/letter-templates',
    tag,
    access: STAFF,
    summary: 'Add a template: one’s own, or (leaders) the company’s',
    body: NewLetterTemplate,
    reply: LetterTemplate,
  }),
  updateLetterTemplate: route({
    method: 'PATCH',
    path: '/api/v1/letter-templates/:id',
    tag,
    access: STAFF,
    summary: 'Change a template; it says which version was seen',
    params: IdParams,
    body: LetterTemplatePatch,
    reply: LetterTemplate,
  }),
  removeLetterTemplate: route({
    method: 'DELETE',
    path: '/api/v1/letter-templates/:id',
    tag,
    access: STAFF,
    summary: 'Take a template away; letters that were written with it stay',
    params: IdParams,
    reply: Nothing,
  }),
  renderLetterTemplate: route({
    method: 'POST',
    path: '/api/v1/letter-templates/:id/render',
    tag,
    access: STAFF,
    summary: 'What a template says to a customer, and which fields nobody knows',
    params: IdParams,
    body: Body({
      customerId: Type.Optional(Nullable(Id)),
      contactId: Type.Optional(Nullable(Id)),
      values: Type.Optional(FieldValues),
    }),
    reply: RenderedTemplate,
  }),
};
