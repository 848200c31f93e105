/** The audit log: who did what, when, to what. */
import Type from 'typebox';
import { Id, Nullable, Timestamp } from './common.ts';

export const AuditRecord = Type.Object({
  id: Id,
  at: Timestamp,
  actorId: Nullable(Id),
  /** Null: the system, the command line, or someone not signed in. */
  actorName: Nullable(Type.String()),
  /** noun.verb */
  action: Type.String(),
  subjectKind: Nullable(Type.String()),
  subjectId: Nullable(Type.String()),
  /** Of a person, a customer or a mail account. */
  subjectName: Nullable(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
});
export type AuditRecord = Type.Static<typeof AuditRecord>;

export const AuditState = Type.Object({
  /** The product's own database role can neither change nor remove a record. */
  protectedByRights: Type.Boolean(),
  /** The last proof that no record was changed or taken out. */
  verified: Nullable(
    Type.Object({
      at: Timestamp,
      records: Type.Integer(),
      /** The first record that does not hold. */
      brokenAt: Nullable(Type.Integer()),
    }),
  ),
  /** Records looked at by the proof that runs now. */
  verifying: Nullable(Type.Integer()),
});
export type AuditState = Type.Static<typeof AuditState>;
