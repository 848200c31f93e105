import { Segmented } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useT } from '../../i18n/language.tsx';
import { CompanyCalendar } from './company-calendar.tsx';
import { Countries } from './countries.tsx';
import { ImportCalendar } from './import-calendar.tsx';

const PARTS = ['company', 'countries', 'import'] as const;

/** When the company works, weekends and days off of the countries one trades with, and their import. */
export default function CalendarPage() {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const [thisYear] = useState(() => new Date().getFullYear());
  const part = PARTS.find((one) => one === params.get('part')) ?? 'company';
  return (
    <div style={{ maxWidth: 860 }}>
      <Segmented
        style={{ marginBottom: 14 }}
        value={part}
        aria-label={t('recordSettings.calendarTab')}
        options={PARTS.map((value) => ({ value, label: t(`calendar.part.${value}`) }))}
        onChange={(next) => setParams({ part: next }, { replace: true })}
      />
      {part === 'company' && <CompanyCalendar />}
      {part === 'countries' && (
        <Countries
          country={params.get('country') ?? 'CN'}
          year={Number(params.get('year')) || thisYear}
          onChoose={(country, year) => setParams({ part, country, year: String(year) }, { replace: true })}
        />
      )}
      {part === 'import' && <ImportCalendar />}
    </div>
  );
}
