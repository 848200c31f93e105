/** How far reading the archive's files has come. */
import Type from 'typebox';
import { Nullable } from './common.ts';
import { FILE_TEXT_REASONS, FILE_TEXT_STATES } from './message.ts';

/** The same octets in several mails count once. */
export const FileTexts = Type.Object({
  total: Type.Integer(),
  waiting: Type.Integer(),
  files: Type.Array(
    Type.Object({
      state: Type.Enum(FILE_TEXT_STATES),
      reason: Nullable(Type.Enum(FILE_TEXT_REASONS)),
      count: Type.Integer(),
    }),
  ),
});
export type FileTexts = Type.Static<typeof FileTexts>;
