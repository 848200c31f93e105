/** The day of the next contact, as a person sets it (S0-09: it outranks the grade's interval). */
import { dayIn, isDay } from '../calendar/days.ts';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { TradepostError } from '../errors.ts';
import { loadFollowUpRules } from '../follow-up/rules.ts';
import { chooseNextContact } from '../follow-up/touch-next-contact.ts';

/** @param on `YYYY-MM-DD`; null: by the interval. @throws TradepostError 'not-found', 'forbidden', 'invalid-request'. */
export async function setNextContact(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  id: number,
  on: string | null,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const customer = await lockForChange(tx, scope, id);
    if (on !== null) {
      const { home } = await loadFollowUpRules(tx);
      if (!isDay(on) || on < dayIn(home.timeZone, new Date()))
        throw new TradepostError('invalid-request', 'The next contact is today or on a later day.');
      if (customer.owner_id === null || customer.archived_at !== null)
        throw new TradepostError(
          'conflict',
          'Nobody looks after this customer: give it a salesperson first.',
        );
    }
    await chooseNextContact(tx, id, on, { by: viewer?.id ?? null });
  });
}
