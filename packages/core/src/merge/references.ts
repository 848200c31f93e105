/**
 * Everything in the database that refers to a customer or a contact, and what a merge does with it. A test reads the
 * catalogue and fails for a reference that is not here.
 *
 *   moves    its rows go over to what lives on, each is remembered, and an undo brings exactly these back
 *   follows  changes with something else that moves: said in words
 *   stays    belongs to the one record and its own story
 */

export interface Moves {
  readonly does: 'moves';
  /** What tells the rows of one customer or contact apart. */
  readonly key: string;
  readonly keyType: 'bigint' | 'text';
  /** Rows that are alike in these columns are one: the source's then stays behind, and is there again after an undo. */
  readonly clash?: { readonly columns: readonly string[]; readonly where?: string };
  /** The conditions under which an index finds the rows, one pass for each. */
  readonly passes?: readonly string[];
  /** When the row was made: one that is newer than the merge did not come from the source. */
  readonly madeAt?: string;
}

export type Reference =
  | Moves
  | { readonly does: 'follows'; readonly what: string }
  | { readonly does: 'stays'; readonly why: string };

const byId: Moves = { does: 'moves', key: 'id', keyType: 'bigint' };

/** `table.column` of every foreign key to `customer`. */
export const CUSTOMER_REFERENCES: Readonly<Record<string, Reference>> = {
  'contact.customer_id': byId,
  'contact_address.customer_id': { does: 'follows', what: 'its contact' },
  'contact_channel.customer_id': { does: 'follows', what: 'its contact' },
  'customer_domain.customer_id': { does: 'moves', key: 'domain', keyType: 'text' },
  'customer_collaborator.customer_id': {
    does: 'moves',
    key: 'user_id',
    keyType: 'bigint',
    clash: { columns: ['user_id'] },
    madeAt: 'added_at',
  },
  'filing.customer_id': {
    ...byId,
    clash: { columns: ['message_id'], where: 'undone_at is null' },
    passes: ['undone_at is null', 'undone_at is not null'],
  },
  'timeline_entry.customer_id': {
    ...byId,
    clash: { columns: ['message_id'], where: 'message_id is not null' },
  },
  'activity.customer_id': byId,
  'customer_file.customer_id': { does: 'follows', what: 'the timeline’s entry or the activity, by trigger' },
  'customer_change.customer_id': byId,
  'customer_supplier.customer_id': byId,
  'customer_text.customer_id': { does: 'follows', what: 'names, domains and contacts, by trigger' },
  'notice.customer_id': byId,
  'inquiry.customer_id': byId,
  'mail_mark.customer_id': byId,
  'quote_conflict.customer_id': {
    ...byId,
    clash: { columns: ['product_key', 'a_user_id', 'b_user_id'], where: "state = 'open'" },
  },
  'complaint.customer_id': byId,
  'mass_mail_recipient.customer_id': {
    ...byId,
    clash: { columns: ['mass_mail_id'], where: 'address is null' },
  },
  'unified_link.customer_id': { ...byId, clash: { columns: ['item_id'] } },
  'collision.customer_id': { ...byId, clash: { columns: ['user_id'], where: "state = 'open'" } },
  'collision_lead.customer_id': byId,
  'task.customer_id': {
    ...byId,
    clash: { columns: ['kind', 'subject_key'], where: "state = 'open' and kind <> 'todo'" },
  },
  'letter.customer_id': byId,
  'answer_lead.customer_id': {
    does: 'stays',
    why: 'looked at within seconds; the timeline’s entries note the others',
  },
  'answer_wait.customer_id': {
    does: 'follows',
    what: 'the timeline’s entries, by the next look at their threads',
  },
  'follow_up_due.customer_id': { does: 'follows', what: 'the customer and its tasks, by trigger' },
  'merge.customer_id': { ...byId, passes: ["kind = 'contact'"] },
  'merge.source_customer_id': { does: 'stays', why: 'says what was merged' },
  'customer.merged_into_id': { does: 'stays', why: 'a chain: each undo takes off its own link' },
  'distinct_customers.a_id': { does: 'stays', why: 'said of the one record' },
  'distinct_customers.b_id': { does: 'stays', why: 'said of the one record' },
  'handover_item.customer_id': { does: 'stays', why: 'the record of that hand-over' },
  'import_row.customer_id': { does: 'stays', why: 'the report of that import; the record leads on' },
  'pool_claim.customer_id': { does: 'stays', why: 'asked of the one record' },
  'pool_warning.customer_id': { does: 'stays', why: 'of the one record’s own clock' },
};

/** `table.column` of every foreign key to `contact`. */
export const CONTACT_REFERENCES: Readonly<Record<string, Reference>> = {
  'contact_address.contact_id': { does: 'moves', key: 'address', keyType: 'text' },
  'contact_channel.contact_id': { ...byId, clash: { columns: ['kind', 'normal'] } },
  'activity.contact_id': byId,
  'task.contact_id': byId,
  'complaint.contact_id': byId,
  'letter.contact_id': byId,
  'mass_mail_recipient.contact_id': byId,
  'contact.merged_into_id': { does: 'stays', why: 'a chain: each undo takes off its own link' },
  'merge.contact_id': { does: 'stays', why: 'says what was merged' },
  'merge.source_contact_id': { does: 'stays', why: 'says what was merged' },
};

export const REFERENCES_OF = { customer: CUSTOMER_REFERENCES, contact: CONTACT_REFERENCES } as const;
export type MergeKind = keyof typeof REFERENCES_OF;

/** Those that move, in the order in which they are listed: contacts before what follows them. */
export function movingReferences(kind: MergeKind): readonly (readonly [string, Moves])[] {
  return Object.entries(REFERENCES_OF[kind]).flatMap(([name, reference]) =>
    reference.does === 'moves' ? [[name, reference] as const] : [],
  );
}
