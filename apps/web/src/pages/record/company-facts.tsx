import type { Choice, Customer } from '@tradepost/contract';
import { Tag } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage } from '../../i18n/language.tsx';
import s from './record.module.css';
import { Facts, Section } from './section.tsx';
import { useCountry } from './local-time.tsx';
import { useDay } from './use-day.ts';
import { Website } from './website.tsx';

/** A choice by its key in the person's language; one that the list has no more by its key. */
export const choiceName = (choices: readonly Choice[] | undefined, key: string | null, locale: string) => {
  const found = choices?.find((one) => one.key === key);
  return found ? (locale === 'en' ? found.en : found.zh) : key;
};

/** The unit: where it is, what it does, how it is reached. */
export function CompanyFacts({ customer }: { customer: Customer }) {
  const { t, locale } = useLanguage();
  const format = useFormat();
  const settings = useApi('getRecordSettings', {}).data;
  const { country, region, city } = customer;
  const place = [city, region, country && format.country(country)].filter(Boolean).join(' · ');
  return (
    <Section title={t('record.company')}>
      <Facts
        facts={[
          [t('record.localName'), customer.localName],
          [t('customers.country'), place],
          [t('record.address'), customer.address],
          [t('customers.website'), customer.website && <Website url={customer.website} />],
          [t('record.language'), customer.language && format.language(customer.language)],
          [t('record.businessType'), choiceName(settings?.businessTypes, customer.businessType, locale)],
          [t('record.scale'), choiceName(settings?.scales, customer.scale, locale)],
          [
            t('record.preferredChannel'),
            customer.preferredChannel && t(`record.channel.${customer.preferredChannel}`),
          ],
          [t('customers.source'), customer.source],
          [t('record.batch'), customer.batchName],
          [t('record.tags'), customer.tags.length > 0 ? <Words words={customer.tags} /> : null],
          [t('customers.note'), customer.note],
        ]}
      />
      {country && <ComingDays country={country} zoneMissing={!customer.localZones.known} />}
    </Section>
  );
}

const Words = ({ words }: { words: readonly string[] }) => (
  <span className={s.chips}>
    {words.map((word) => (
      <Tag key={word} style={{ margin: 0 }}>
        {word}
      </Tag>
    ))}
  </span>
);

/** The next three days off there. */
function ComingDays({ country, zoneMissing }: { country: string; zoneMissing: boolean }) {
  const { t, locale } = useLanguage();
  const day = useDay();
  const info = useCountry(country);
  if (!info) return null;
  const coming = info.holidays.filter(({ kind }) => kind === 'holiday').slice(0, 3);
  return (
    <>
      {zoneMissing && <p className={s.days}>{t('record.zoneAsked')}</p>}
      {info.weekend === null && <p className={s.days}>{t('record.noCalendar')}</p>}
      {coming.length > 0 && (
        <p className={s.days}>
          {t('record.pair', {
            name: t('record.comingHolidays'),
            value: coming
              .map((one) => `${day(one.day)} ${locale === 'en' ? one.nameEn : one.nameZh}`)
              .join(locale === 'en' ? ', ' : '、'),
          })}
        </p>
      )}
    </>
  );
}

/** What it wants, what it uses, and what it says of ours. */
export function Products({ customer }: { customer: Customer }) {
  const { t } = useLanguage();
  const { productsOfInterest, productsInUse, usageNote, evaluation } = customer;
  const known = productsOfInterest.length + productsInUse.length > 0 || usageNote || evaluation;
  return (
    <Section title={t('record.products')}>
      {known ? (
        <Facts
          facts={[
            [
              t('record.productsOfInterest'),
              productsOfInterest.length > 0 ? <Words words={productsOfInterest} /> : null,
            ],
            [t('record.productsInUse'), productsInUse.length > 0 ? <Words words={productsInUse} /> : null],
            [t('record.usageNote'), usageNote],
            [t('record.evaluation'), evaluation],
          ]}
        />
      ) : (
        <p className={s.days}>{t('record.productsNone')}</p>
      )}
    </Section>
  );
}

/** Fields that the company added, where they have a value. */
export function OwnFields({ customer }: { customer: Customer }) {
  const { t, locale } = useLanguage();
  const day = useDay();
  const format = useFormat();
  const fields = useApi('getRecordSettings', {}).data?.customFields ?? [];
  const facts = fields.flatMap((field): [string, string][] => {
    const value = customer.custom[field.key];
    if (value === undefined || value === null) return [];
    const name = locale === 'en' ? field.labelEn : field.labelZh;
    if (typeof value === 'boolean') return [[name, t(value ? 'record.yes' : 'record.no')]];
    if (typeof value === 'number') return [[name, format.number(value)]];
    if (typeof value !== 'string') return [];
    const text = value;
    if (field.kind === 'choice') return [[name, choiceName(field.choices, text, locale) ?? text]];
    return [[name, field.kind === 'date' ? day(text) : text]];
  });
  if (facts.length === 0) return null;
  return (
    <Section title={t('record.own')}>
      <Facts facts={facts} />
    </Section>
  );
}
