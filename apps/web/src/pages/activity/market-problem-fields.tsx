import { DIFFICULTIES } from '@tradepost/contract';
import { Form, Input, Select } from 'antd';
import { CountrySelect } from '../../components/country.tsx';
import { useT } from '../../i18n/language.tsx';
import s from './activity.module.css';

/** What keeps the customer from selling, in fields that can be listed by country. */
export function MarketProblemFields() {
  const t = useT();
  const text = (name: 'product' | 'region' | 'competitor') => (
    <Form.Item name={['problem', name]} label={t(`activities.${name}`)}>
      <Input maxLength={name === 'region' ? 200 : 300} />
    </Form.Item>
  );
  return (
    <>
      <div className={s.pair}>
        <Form.Item name={['problem', 'difficulty']} label={t('activities.difficulty')}>
          <Select
            options={DIFFICULTIES.map((value) => ({ value, label: t(`activities.difficulty-${value}`) }))}
          />
        </Form.Item>
        <Form.Item name={['problem', 'severity']} label={t('activities.severity')}>
          <Select
            options={([1, 2, 3] as const).map((value) => ({
              value,
              label: t(`activities.severity${value}`),
            }))}
          />
        </Form.Item>
      </div>
      <div className={s.pair}>
        <Form.Item name={['problem', 'country']} label={t('activities.country')}>
          <CountrySelect />
        </Form.Item>
        {text('region')}
      </div>
      <div className={s.pair}>
        {text('product')}
        {text('competitor')}
      </div>
    </>
  );
}
