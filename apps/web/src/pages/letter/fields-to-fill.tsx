import { Button, Input } from 'antd';
import { useState } from 'react';
import { useT } from '../../i18n/language.tsx';
import s from './composer.module.css';
import { useFieldName } from './use-field-name.ts';

interface FieldsToFillProps {
  html: string;
  subject: string;
  /** The text as it is now. */
  textOf: () => string;
  onFill: (html: string, subject: string) => void;
}

const FIELD = /\{\{\s*([a-z][a-z.-]{0,60})\s*\}\}/g;

export const fieldsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(FIELD)].map((match) => match[1] ?? '')),
];

const escapeHtml = (text: string) =>
  text.replace(
    /[&<>"]/g,
    (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? letter,
  );

/** Fields of a template that no record knows, to be given once; they stand in the text until then. */
export function FieldsToFill({ html, subject, textOf, onFill }: FieldsToFillProps) {
  const t = useT();
  const fieldName = useFieldName();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const missing = fieldsIn(`${subject} ${html}`);
  if (missing.length === 0) return null;
  const given = (text: string, write: (value: string) => string) =>
    text.replace(FIELD, (whole, name: string) => {
      const value = values[name]?.trim();
      return value ? write(value) : whole;
    });
  return (
    <form
      className={s.toFill}
      aria-label={t('letters.fillTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        onFill(
          given(textOf(), escapeHtml),
          given(subject, (value) => value),
        );
      }}
    >
      <span className={s.fillTitle}>{t('letters.fillTitle')}</span>
      {missing.map((name) => (
        <label key={name} className={s.fillField}>
          <span>{fieldName(name)}</span>
          <Input
            size="small"
            maxLength={1000}
            value={values[name] ?? ''}
            onChange={({ target }) => setValues({ ...values, [name]: target.value })}
          />
        </label>
      ))}
      <Button size="small" htmlType="submit">
        {t('letters.fill')}
      </Button>
    </form>
  );
}
