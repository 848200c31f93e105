import type { MergePreview } from '@tradepost/contract';
import { Radio } from 'antd';
import { merge as mergeWords } from '../../i18n/en/merge.ts';
import { record } from '../../i18n/en/record.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import type { MessageKey } from '../../i18n/translate.ts';
import s from './merge.module.css';

export type Choice = Partial<Record<string, 'target' | 'source'>>;

interface MergeFieldsProps {
  fields: MergePreview['fields'];
  choice: Choice;
  onChange: (choice: Choice) => void;
}

/** Where the two differ: which value holds. */
export function MergeFields({ fields, choice, onChange }: MergeFieldsProps) {
  const t = useT();
  const wordOf = useValueWords();
  if (fields.length === 0) return <p className={s.soft}>{t('merge.sameFields')}</p>;
  return (
    <>
      <h3 className={s.heading}>{t('merge.chooseFields')}</h3>
      <div className={s.fields}>
        {fields.map(({ field, target, source, wins }) => {
          const key = `field-${field}`;
          const name = Object.hasOwn(mergeWords, key)
            ? t(`merge.${key}` as MessageKey & `merge.field-${string}`)
            : field;
          return (
            <Radio.Group
              key={field}
              className={s.field ?? ''}
              aria-label={name}
              value={choice[field] ?? wins}
              onChange={(event) =>
                onChange({ ...choice, [field]: event.target.value as 'target' | 'source' })
              }
            >
              <span className={s.fieldName}>{name}</span>
              {(
                [
                  ['target', target],
                  ['source', source],
                ] as const
              ).map(([side, value]) => (
                <Radio key={side} value={side} className={s.value ?? ''}>
                  {wordOf(field, value)}
                </Radio>
              ))}
            </Radio.Group>
          );
        })}
      </div>
    </>
  );
}

/** Codes in the reader's language. */
function useValueWords(): (field: string, value: string | null) => string {
  const t = useT();
  const format = useFormat();
  return (field, value) => {
    if (value === null || value === '') return t('merge.nothing');
    if (field === 'country') return format.country(value);
    if (field === 'language') return format.language(value);
    if (field === 'keyAccount') return t(value === 'yes' ? 'merge.yes' : 'merge.no');
    const key =
      field === 'stage' ? `stage.${value}` : field === 'relationshipType' ? `relationship.${value}` : '';
    return Object.hasOwn(record, key) ? t(`record.${key}` as 'record.stage.target') : value;
  };
}
