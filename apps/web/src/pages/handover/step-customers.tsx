import { Radio, Select } from 'antd';
import { COUNTRY_CODES } from '../../format/country-codes.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { CustomerPick } from './customer-pick.tsx';
import s from './handover.module.css';
import type { StepProps } from './step-who.tsx';

/** All customers of the person, some by country and grade, or one by one. */
export function StepCustomers({ draft, change }: StepProps) {
  const t = useT();
  return (
    <>
      <h2>{t('handover.which')}</h2>
      <Radio.Group
        value={draft.which}
        onChange={({ target }) => change({ which: target.value as typeof draft.which })}
        options={[
          { value: 'all', label: t('handover.whichAll') },
          { value: 'filter', label: t('handover.whichFilter') },
          { value: 'chosen', label: t('handover.whichChosen') },
        ]}
      />
      {draft.which === 'filter' && (
        <>
          <label className={s.field}>
            <span>{t('handover.countries')}</span>
            <CountriesSelect
              placeholder={t('handover.anyCountry')}
              value={draft.countries}
              onChange={(countries) => change({ countries })}
            />
          </label>
          <label className={s.field}>
            <span>{t('handover.grades')}</span>
            <Select
              mode="multiple"
              style={{ width: '100%' }}
              placeholder={t('handover.anyGrade')}
              value={[...draft.grades]}
              onChange={(grades) => change({ grades })}
              options={(['A', 'B', 'C', 'D'] as const).map((value) => ({ value, label: value }))}
            />
          </label>
        </>
      )}
      {draft.which === 'chosen' && draft.fromId !== null && (
        <CustomerPick fromId={draft.fromId} value={draft.ids} onChange={(ids) => change({ ids })} />
      )}
    </>
  );
}

interface CountriesSelectProps {
  placeholder?: string;
  value: readonly string[];
  onChange: (countries: string[]) => void;
}

export function CountriesSelect({ placeholder, value, onChange }: CountriesSelectProps) {
  const format = useFormat();
  const t = useT();
  return (
    <Select
      mode="multiple"
      style={{ width: '100%' }}
      aria-label={t('handover.countries')}
      placeholder={placeholder ?? t('handover.countries')}
      value={[...value]}
      onChange={onChange}
      options={COUNTRY_CODES.map((code) => ({ value: code, label: format.country(code) }))}
      showSearch={{ optionFilterProp: 'label' }}
    />
  );
}
