import {
  IMPORT_CONTACT_FIELDS,
  IMPORT_FIELDS,
  type ImportDetail,
  type ImportField,
  MOST_CONTACTS_OF_LINE,
} from '@tradepost/contract';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useApi } from '../../api/use-api.ts';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './intake.module.css';

/** First lines that are shown of each column. */
const EXAMPLES = 3;

interface ColumnTableProps {
  run: ImportDetail;
  mapping: readonly (string | null)[];
  onChange: (mapping: (string | null)[]) => void;
}

/** Each column with its first values, and what it is. */
export function ColumnTable({ run, mapping, onChange }: ColumnTableProps) {
  const t = useT();
  const phone = usePhone();
  const options = useFieldOptions();
  const { data } = useApi('listImportLines', { params: { id: run.id }, query: { limit: EXAMPLES } });
  const examples = (column: number) =>
    (data?.items ?? [])
      .map(({ cells }) => cells[column] ?? '')
      .filter((cell) => cell !== '')
      .join(' · ');
  const filled = run.headings
    .map((heading, column) => ({ heading, column }))
    // Cards have a column for everything; those that are empty in all examples and unnamed are left out of sight.
    .filter(({ heading, column }) => heading !== '' || examples(column) !== '' || mapping[column] !== null);
  const select = (column: number, heading: string) => (
    <Select
      className={s.select ?? ''}
      allowClear
      aria-label={`${t('imports.field')}: ${heading}`}
      placeholder={t('imports.leaveOut')}
      value={mapping[column] ?? undefined}
      onChange={(field: string | undefined) =>
        onChange(mapping.map((old, i) => (i === column ? (field ?? null) : old)))
      }
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
    />
  );
  const nameOf = (heading: string, column: number) =>
    heading === '' ? t('imports.noHeading', { number: column + 1 }) : heading;
  if (phone)
    return (
      <ul className={s.list}>
        {filled.map(({ heading, column }) => (
          <li key={column} style={{ padding: '8px 0' }}>
            <div className={s.name}>{nameOf(heading, column)}</div>
            <div className={s.examples}>{examples(column) || '–'}</div>
            {select(column, nameOf(heading, column))}
          </li>
        ))}
      </ul>
    );
  return (
    <div className={page.scroll}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{t('imports.column')}</th>
            <th scope="col">{t('imports.examples')}</th>
            <th scope="col">{t('imports.field')}</th>
          </tr>
        </thead>
        <tbody>
          {filled.map(({ heading, column }) => (
            <tr key={column}>
              <td className={s.name}>{nameOf(heading, column)}</td>
              <td className={s.examples} dir="auto">
                {examples(column) || '–'}
              </td>
              <td>{select(column, nameOf(heading, column))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useFieldOptions() {
  const t = useT();
  return useMemo(() => {
    const label = (field: ImportField) => t(`importField.${field}`);
    const first = IMPORT_FIELDS.map((field) => ({ value: field as string, label: label(field) }));
    const further = Array.from({ length: MOST_CONTACTS_OF_LINE - 1 }, (_, i) => i + 2).flatMap((number) =>
      IMPORT_CONTACT_FIELDS.map((field) => ({
        value: `${field}:${number}`,
        label: t('imports.ofContact', { field: label(field), number }),
      })),
    );
    return [...first, ...further];
  }, [t]);
}
