import { letterField } from '../../i18n/en/letter-template.ts';
import { useT } from '../../i18n/language.tsx';

/** The name of a template's field in the reader's language; one of a newer server as it is. */
export function useFieldName(): (field: string) => string {
  const t = useT();
  return (field) =>
    Object.hasOwn(letterField, field) ? t(`letterField.${field as keyof typeof letterField}`) : field;
}

const FIELD = /\{\{\s*([a-z][a-z.-]{0,60})\s*\}\}/g;

/** A template's line for its reader: its fields by their names, as they are not filled in. */
export function useFieldNamesIn(): (text: string) => string {
  const name = useFieldName();
  return (text) => text.replace(FIELD, (_, field: string) => `[${name(field)}]`);
}
