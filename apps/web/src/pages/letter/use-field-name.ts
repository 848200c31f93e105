import { letterField } from '../../i18n/en/letter-template.ts';
import { useT } from '../../i18n/language.tsx';

/** The name of a template's field in the reader's language; one of a newer server as it is. */
export function useFieldName(): (field: string) => string {
  const t = useT();
  return (field) =>
    Object.hasOwn(letterField, field) ? t(`letterField.${field as keyof typeof letterField}`) : field;
}
