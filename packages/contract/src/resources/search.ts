/** What a search gives back. The language it is asked in: `query/`. */
import Type from 'typebox';
import { CHOICES } from '../query/tree.ts';
import { Grade, Id, Nullable, Timestamp } from './common.ts';
import { Direction, ListedAttachment, Party, Range } from './message.ts';

export const SEARCH_ORDERS = ['newest', 'relevance'] as const;
export const SEARCH_GROUPS = ['none', 'thread', 'customer'] as const;

/** A text with the places that the search found in it, in order, none within another. */
export const Highlighted = Type.Object({ text: Type.String(), ranges: Type.Array(Range) });
export type Highlighted = Type.Static<typeof Highlighted>;

/** `text` was written by its author, `quoted` stands in an older mail below it. */
export const SNIPPET_PLACES = ['text', 'quoted', 'file-name', 'file-text'] as const;
export const Snippet = Type.Object({
  place: Type.Enum(SNIPPET_PLACES),
  /** Of `file-name` and `file-text`: which attachment. */
  partPath: Nullable(Type.String()),
  /** The text does not begin, or does not end, with the snippet. */
  cutBefore: Type.Boolean(),
  cutAfter: Type.Boolean(),
  ...Highlighted.properties,
});
export type Snippet = Type.Static<typeof Snippet>;

export const FoundMail = Type.Object({
  messageId: Id,
  threadId: Id,
  direction: Direction,
  from: Nullable(Type.Object({ ...Party.properties, ranges: Type.Array(Range) })),
  to: Type.Array(Party),
  language: Nullable(Type.String()),
  automatic: Nullable(Type.String()),
  attachments: Type.Array(ListedAttachment),
  size: Type.Integer(),
  quarantineReason: Nullable(Type.String()),
  privateAt: Nullable(Type.String()),
});
export type FoundMail = Type.Static<typeof FoundMail>;

export const FoundCustomer = Type.Object({
  id: Id,
  name: Type.String(),
  grade: Nullable(Grade),
  country: Nullable(Type.String()),
});

/** A number of matches; an estimate was counted in a part of them and scaled up. */
export const Count = Type.Object({ count: Type.Integer({ minimum: 0 }), estimate: Type.Boolean() });
export type Count = Type.Static<typeof Count>;

export const SearchItem = Type.Object({
  /** Of the row in the index; the key of a list. */
  id: Id,
  kind: Type.Enum(CHOICES.kind),
  occurredAt: Timestamp,
  /** The subject, or the name of a record. */
  title: Highlighted,
  snippets: Type.Array(Snippet),
  /** Those of its customers that the asker may see. */
  customers: Type.Array(FoundCustomer),
  /** With `kind: mail`, and with market information that was mailed. */
  mail: Nullable(FoundMail),
  /** With the other kinds: the activity, customer, contact or piece of market information. */
  recordId: Nullable(Id),
  /** Market information of the unified mailbox: its item there. Its mail is there only for who may open it. */
  informationId: Nullable(Id),
  /** With `group`: this is the newest match of so many of the same thread or customer. */
  group: Nullable(Type.Object({ id: Id, name: Nullable(Type.String()), matches: Count })),
});
export type SearchItem = Type.Static<typeof SearchItem>;

/** `timed-out`: the search was too costly and was stopped; what had been found until then is there. */
export const SEARCH_STATES = ['complete', 'timed-out'] as const;

/** The index is filled from the archive, newest first: before `since` it does not know everything yet. How much there is, is not everybody's to know. */
export const SearchIndex = Type.Object({
  state: Type.Enum(['ready', 'building']),
  percent: Nullable(Type.Integer({ minimum: 0, maximum: 100 })),
  since: Nullable(Timestamp),
});
export type SearchIndex = Type.Static<typeof SearchIndex>;

export const SearchPage = Type.Object({
  state: Type.Enum(SEARCH_STATES),
  items: Type.Array(SearchItem),
  /** Null where there is no more. After `timed-out` it goes on where the search was stopped, where that is known. */
  nextCursor: Nullable(Type.String()),
  /** Only the newest so many matches were ranked, or grouped by customer; null where all were. */
  boundedTo: Nullable(Type.Integer()),
  index: SearchIndex,
});
export type SearchPage = Type.Static<typeof SearchPage>;

export const FacetValue = Type.Object({
  value: Type.String(),
  /** For people; null where the value has a name in each language (direction, type). */
  label: Nullable(Type.String()),
  /** What to add to the query to see only these. */
  narrow: Type.String(),
  ...Count.properties,
});
export type FacetValue = Type.Static<typeof FacetValue>;

export const SearchFacets = Type.Object({
  state: Type.Enum(SEARCH_STATES),
  total: Count,
  /** Those that occur most, at most ten of each. */
  people: Type.Array(FacetValue),
  customers: Type.Array(FacetValue),
  /** Newest first. */
  years: Type.Array(FacetValue),
  directions: Type.Array(FacetValue),
  /** Types of attachments (`type:`). */
  types: Type.Array(FacetValue),
  kinds: Type.Array(FacetValue),
});
export type SearchFacets = Type.Static<typeof SearchFacets>;
