import { INCOTERMS } from '@tradepost/contract';
import { Form, Input, InputNumber, Select } from 'antd';
import { useT } from '../../i18n/language.tsx';
import s from './promise.module.css';

export const CURRENCIES = [
  'USD',
  'EUR',
  'CNY',
  'GBP',
  'JPY',
  'HKD',
  'AUD',
  'CAD',
  'CHF',
  'AED',
  'INR',
  'RUB',
];

/** Price, term of delivery, validity and quantity of one quotation. */
export function QuoteFields({ currency }: { currency: string }) {
  const t = useT();
  const currencies = [...new Set([...CURRENCIES, currency])];
  return (
    <>
      <div className={s.priceFields}>
        <Form.Item
          name="amount"
          label={t('promises.amount')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <InputNumber min={0} max={1e13} precision={4} stringMode={false} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="currency" label={t('promises.currency')}>
          <Select showSearch options={currencies.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="unit" label={t('promises.unit')}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
      <div className={s.pairFields}>
        <Form.Item name="incoterm" label={t('promises.incoterm')}>
          <Select allowClear showSearch options={INCOTERMS.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="incotermPlace" label={t('promises.incotermPlace')} dependencies={['incoterm']}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="validUntil" label={t('promises.validUntil')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <div className={s.priceFields}>
        <Form.Item name="quantity" label={t('promises.quantity')}>
          <InputNumber min={0.0001} max={1e12} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="minQuantity" label={t('promises.minQuantity')}>
          <InputNumber min={0.0001} max={1e12} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="quantityUnit" label={t('promises.quantityUnit')}>
          <Input maxLength={40} />
        </Form.Item>
      </div>
    </>
  );
}
