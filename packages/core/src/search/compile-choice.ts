/** Fields with a fixed choice of values, and what customers are. */
import type { RowCondition } from '@tradepost/db/queries/search-condition';
import { TRAIT } from '@tradepost/mail/words';
import type { CompileContext } from './compile.ts';
import { ANY, type Compiled, facet, NEVER, some, trait } from './compiled.ts';
import { anyOf } from './term-query.ts';

/** What customers are; a filter by anything else is as it is. */
const CUSTOMER_COLUMNS: Readonly<Record<string, Extract<RowCondition, { is: 'customer' }>['column']>> = {
  grade: 'grade',
  stage: 'stage',
  country: 'country',
  owner: 'owner_id',
};

export function ofCustomer(
  query: string,
  field: string,
  values: readonly (string | number)[],
  { limited }: CompileContext,
): Compiled {
  const column = limited ? CUSTOMER_COLUMNS[field] : undefined;
  return { query, condition: column === undefined ? null : { is: 'customer', column, values } };
}

/** A mail may be another's as well: where his copy lies is told to who sees his account. */
export const inMailbox = (use: 'inbox' | 'sent', { limited }: CompileContext): Compiled => ({
  query: facet(`i${use}`),
  condition: limited ? { is: 'place', use } : null,
});

/** What waits for an answer of another is told to who sees his tasks. */
export const unanswered = ({ limited }: CompileContext): Compiled => ({
  query: facet('x'),
  condition: limited ? { is: 'waits' } : null,
});

/** A mail to the unified mailbox that is market information is that, and no mail. */
export function ofKind(kind: string, { names: { unified } }: CompileContext): Compiled {
  const query = trait(TRAIT.kind(kind));
  if (unified.length === 0 || (kind !== 'mail' && kind !== 'market')) return { query, condition: null };
  if (kind === 'mail') return { query, condition: { is: 'not', item: { is: 'market' } } };
  const mails = anyOf(unified.map((id) => facet(`a${id}`)));
  return (
    some([
      { query, condition: null },
      { query: mails, condition: { is: 'market' } },
    ]) ?? NEVER
  );
}

export function choice(field: string, value: string): string {
  switch (field) {
    case 'has':
      return trait(
        value === 'attachment' ? TRAIT.attachment : value === 'image' ? TRAIT.type('image') : TRAIT.link,
      );
    case 'is':
      return IS[value] ?? ANY;
    case 'direction':
      return trait(TRAIT.direction(value));
    case 'type':
      return trait(TRAIT.type(value));
    case 'grade':
      return facet(`g${value}`);
    default:
      return facet(`s${value}`);
  }
}

const IS: Readonly<Record<string, string>> = {
  unfiled: facet('u'),
  automatic: trait(TRAIT.automatic),
  bounce: trait(TRAIT.bounce),
  quarantined: trait(TRAIT.quarantined),
};
