/** Customers that change hands in one action, and what their successor finds. */
import Type from 'typebox';
import { Body, Country, Grade, Id, Nullable, Timestamp } from './common.ts';
import { LetterLine } from './letter.ts';
import { Mark } from './mark.ts';
import { Task } from './task.ts';
import { Activity, MailEntry } from './timeline.ts';

/** How the customers are divided among several successors. */
export const HANDOVER_WAYS = ['even', 'country', 'chosen'] as const;
export type HandoverWay = (typeof HANDOVER_WAYS)[number];
export const HANDOVER_STATES = ['running', 'done', 'undoing', 'undone'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];
/** skipped: it was no longer the predecessor's; kept: it changed hands since, so the undoing left it. */
export const HANDOVER_ITEM_STATES = ['waiting', 'done', 'skipped', 'undone', 'kept'] as const;
export type HandoverItemState = (typeof HANDOVER_ITEM_STATES)[number];

const CustomerIds = Type.Array(Id, { maxItems: 20_000 });

export const Successor = Body({
  userId: Id,
  /** With 'country': customers of these countries, or of these regions, which come first. */
  countries: Type.Optional(Type.Array(Country, { maxItems: 250 })),
  regions: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100 })),
  /** With 'chosen'. */
  customerIds: Type.Optional(CustomerIds),
});
export type Successor = Type.Static<typeof Successor>;

const planFields = {
  fromId: Id,
  /** Which of the person's customers; all where it is left out. */
  which: Type.Optional(
    Body({
      ids: Type.Optional(CustomerIds),
      countries: Type.Optional(Type.Array(Country, { maxItems: 250 })),
      grades: Type.Optional(Type.Array(Grade, { maxItems: 4 })),
    }),
  ),
  way: Type.Enum(HANDOVER_WAYS),
  to: Type.Array(Successor, { minItems: 1, maxItems: 50 }),
  /** With 'country': who gets what fits nobody; left out, it stays with the predecessor. */
  restTo: Type.Optional(Id),
  /** Mail accounts of the person and who owns them from now on; null: nobody. */
  accounts: Type.Optional(Type.Array(Body({ accountId: Id, toId: Nullable(Id) }), { maxItems: 50 })),
  /** The predecessor goes on reading these customers. */
  keepAccess: Type.Optional(Type.Boolean()),
};

export const HandoverPlan = Body(planFields);
export type HandoverPlan = Type.Static<typeof HandoverPlan>;

export const NewHandover = Body({
  ...planFields,
  reason: Type.Optional(Type.String({ maxLength: 500 })),
  /** A word to the successors, on each hand-over page. */
  note: Type.Optional(Type.String({ maxLength: 5000 })),
});
export type NewHandover = Type.Static<typeof NewHandover>;

export const HandoverPreview = Type.Object({
  customers: Type.Integer(),
  /** Customers of the person that were chosen and fit no successor: they stay. */
  left: Type.Integer(),
  /** Planned activities of the person with these customers; they go to the successors. */
  activities: Type.Integer(),
  /** Open tasks of the person with these customers; they become the successors’. */
  tasks: Type.Integer(),
  /** Letters that have not gone out: they become the successors’ drafts, those that wait for a leader or a moment, too. */
  letters: Type.Integer(),
  /** Promises, questions and quotations that are open. */
  openMarks: Type.Integer(),
  /** Customers that others work on too; these people stay. */
  withCollaborators: Type.Integer(),
  successors: Type.Array(
    Type.Object({
      userId: Id,
      name: Type.String(),
      customers: Type.Integer(),
      /** The first ones, to see that it is as meant. */
      sample: Type.Array(Type.Object({ id: Id, name: Type.String(), country: Nullable(Country) })),
    }),
  ),
  /** The person's mail accounts, and whether the asker may give them to someone else. */
  accounts: Type.Array(Type.Object({ id: Id, address: Type.String() })),
  mayGiveAccounts: Type.Boolean(),
});
export type HandoverPreview = Type.Static<typeof HandoverPreview>;

export const Handover = Type.Object({
  id: Id,
  fromId: Id,
  fromName: Type.String(),
  way: Type.Enum(HANDOVER_WAYS),
  reason: Nullable(Type.String()),
  note: Nullable(Type.String()),
  keepAccess: Type.Boolean(),
  state: Type.Enum(HANDOVER_STATES),
  /** Null: the command line. */
  createdByName: Nullable(Type.String()),
  createdAt: Timestamp,
  doneAt: Nullable(Timestamp),
  undoneAt: Nullable(Timestamp),
  /** Until then it can be undone; null: not any more. */
  undoUntil: Nullable(Timestamp),
  /** Customers by what became of them. */
  counts: Type.Object({
    waiting: Type.Integer(),
    done: Type.Integer(),
    skipped: Type.Integer(),
    undone: Type.Integer(),
    kept: Type.Integer(),
  }),
  successors: Type.Array(
    Type.Object({
      userId: Id,
      name: Type.String(),
      customers: Type.Integer(),
      /** Hand-over pages that he has not opened. */
      unread: Type.Integer(),
    }),
  ),
  accounts: Type.Array(
    Type.Object({
      accountId: Id,
      address: Type.String(),
      toName: Nullable(Type.String()),
      state: Type.Union([Type.Literal('done'), Type.Literal('undone'), Type.Literal('kept')]),
    }),
  ),
});
export type Handover = Type.Static<typeof Handover>;

export const HandoverItem = Type.Object({
  handoverId: Id,
  customerId: Id,
  customerName: Type.String(),
  country: Nullable(Country),
  grade: Nullable(Grade),
  fromName: Type.String(),
  toName: Type.String(),
  state: Type.Enum(HANDOVER_ITEM_STATES),
  handedAt: Nullable(Timestamp),
  readAt: Nullable(Timestamp),
});
export type HandoverItem = Type.Static<typeof HandoverItem>;

/** A person of the company who was in contact with a customer. */
export const Correspondent = Type.Object({
  userId: Id,
  name: Type.String(),
  active: Type.Boolean(),
  isOwner: Type.Boolean(),
  firstAt: Timestamp,
  lastAt: Timestamp,
  /** Mails that he sent. */
  mails: Type.Integer(),
  /** Calls, visits and the like that were done. */
  activities: Type.Integer(),
});
export type Correspondent = Type.Static<typeof Correspondent>;

export const HandoverPage = Type.Object({
  customer: Type.Object({
    id: Id,
    name: Type.String(),
    country: Nullable(Country),
    grade: Nullable(Grade),
  }),
  handoverId: Id,
  fromId: Id,
  fromName: Type.String(),
  toId: Id,
  toName: Type.String(),
  byName: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  note: Nullable(Type.String()),
  handedAt: Timestamp,
  readAt: Nullable(Timestamp),
  /** Times of the whole correspondence. */
  firstMailAt: Nullable(Timestamp),
  lastInbound: Nullable(MailEntry),
  lastOutbound: Nullable(MailEntry),
  /** The open ones, of all salespeople. */
  marks: Type.Array(Mark),
  /** The open ones, whoever does them; the longest due first. */
  tasks: Type.Array(Task),
  /** The reader’s own, which have not gone out: what the predecessor had begun among them. The newest first. */
  drafts: Type.Array(LetterLine),
  /** Planned ones, soonest first. */
  activities: Type.Array(Activity),
  /** The predecessor's notes, newest first. */
  notes: Type.Array(Activity),
  files: Type.Array(
    Type.Object({
      at: Timestamp,
      direction: Nullable(Type.String()),
      fileName: Nullable(Type.String()),
      contentType: Type.String(),
      size: Type.Integer(),
      /** Of a mail; null where the file came with an activity. */
      messageId: Nullable(Id),
      partPath: Nullable(Type.String()),
    }),
  ),
  people: Type.Array(Correspondent),
});
export type HandoverPage = Type.Static<typeof HandoverPage>;
