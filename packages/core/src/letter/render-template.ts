/** A template with a customer's values. */
import type { FieldValues, RenderedTemplate } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findTemplate, readFieldFacts, type TemplateRow } from '@tradepost/db/queries/letter-templates';
import type { Kysely } from 'kysely';
import { dayIn, dayNumberOf, DAY_MS } from '../calendar/days.ts';
import { notFound } from '../errors.ts';
import type { Author } from './actor.ts';
import { fieldsIn, fillFields, type Values } from './template-fields.ts';

export interface About {
  readonly customerId: number | null;
  readonly contactId: number | null;
}

/** The company's, or his own. @throws TradepostError 'not-found'. */
export async function readTemplate(db: Kysely<DB>, author: Author, id: number): Promise<TemplateRow> {
  const row = await findTemplate(db, author.user.id, id);
  if (row === undefined) throw notFound('The template');
  return row;
}

/** @param given outranks what the record says. */
export async function renderFor(
  db: Kysely<DB>,
  author: Author,
  template: Pick<TemplateRow, 'subject' | 'html' | 'language'>,
  about: About,
  given: FieldValues,
): Promise<RenderedTemplate> {
  const known = await knownValues(db, author, template.language, about);
  const values: Values = { ...known, ...given };
  const { known: fields } = fieldsIn(`${template.subject}\n${template.html}`);
  return {
    subject: fillFields(template.subject, values, 'text').slice(0, 500),
    html: fillFields(template.html, values, 'html'),
    values: Object.fromEntries(fields.map((field) => [field, values[field]?.trim() || null])),
    missing: fields.filter((field) => !values[field]?.trim()),
  };
}

async function knownValues(db: Kysely<DB>, author: Author, language: string, about: About): Promise<Values> {
  const facts = await readFieldFacts(db, author.scope, about);
  const day = dayIn(author.user.time_zone, new Date());
  return {
    'contact.name': facts.contact_name,
    'contact.title': facts.contact_title,
    'customer.name': facts.customer_name,
    'customer.country': facts.country === null ? null : countryName(facts.country, language),
    product: facts.product,
    'my.name': author.user.name,
    'my.email': author.user.email,
    'company.name': facts.company_name,
    today: new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
      dayNumberOf(day) * DAY_MS,
    ),
  };
}

const countryName = (country: string, language: string) =>
  new Intl.DisplayNames([language, 'en'], { type: 'region', fallback: 'code' }).of(country) ?? country;
