/** Fields of a mass mail's text: those that its writer gives for all, and those that each record fills. */
import { fieldsIn } from '../letter/template-fields.ts';

interface Text {
  readonly subject: string;
  readonly html: string;
  readonly field_values: Readonly<Record<string, string>>;
}

/** Those without a value for everybody. */
export const fieldsToFill = ({ subject, html, field_values: given }: Text): string[] =>
  fieldsIn(`${subject}\n${html}`).known.filter((field) => (given[field] ?? '').trim() === '');
