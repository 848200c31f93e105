/** Who one may write as, and what stands below. */
import Type from 'typebox';
import { Id, Nullable, Timestamp } from './common.ts';

/** Accounts that one may write as. */
export const LetterSender = Type.Object({
  accountId: Id,
  /** The main one first. */
  addresses: Type.Array(Type.String()),
  name: Nullable(Type.String()),
  ownerId: Nullable(Id),
  /** Whose it is, where it is a colleague's or the company's. */
  ownerName: Nullable(Type.String()),
  unified: Type.Boolean(),
  ready: Type.Boolean(),
  /** Why not, or what is wrong with sending now. */
  obstacle: Nullable(Type.Enum(['account-paused', 'no-sending-server', 'sending-fault'] as const)),
  fault: Nullable(Type.Object({ code: Type.String(), detail: Nullable(Type.String()) })),
});
export type LetterSender = Type.Static<typeof LetterSender>;

export const Signature = Type.Object({
  /** Null: for all accounts without one of their own. */
  accountId: Nullable(Id),
  html: Type.String(),
  updatedAt: Timestamp,
});
export type Signature = Type.Static<typeof Signature>;
