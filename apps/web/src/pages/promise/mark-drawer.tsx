import { type MarkKind, PROMISE_SORTS, type PromiseSort } from '@tradepost/contract';
import { Form, Input, InputNumber, Radio, Select, Space } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { SORT_WORDS } from './mark-item.tsx';
import type { MarkDraft } from './message-marks.tsx';

interface MarkDrawerProps {
  messageId: number;
  draft: MarkDraft;
  customers: readonly { customerId: number; customerName: string }[];
  onClose: () => void;
}

interface Values {
  kind: MarkKind;
  sort: PromiseSort;
  text: string;
  product?: string;
  amount?: number | null;
  currency: string;
  unit?: string;
  dueOn?: string;
  customerId: number;
}

const CURRENCIES = ['USD', 'EUR', 'CNY', 'GBP', 'JPY', 'HKD', 'AUD', 'CAD', 'CHF', 'AED', 'INR', 'RUB'];

/** Marks words of a mail. */
export default function MarkDrawer({ messageId, draft, customers, onClose }: MarkDrawerProps) {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form) ?? draft.kind;
  const create = useWrite('createMark', {
    stale: ['listMessageMarks', 'listMarks'],
    onSuccess: () => {
      say.done(t('promises.saved'));
      onClose();
    },
  });
  const required = [{ required: true, whitespace: true, message: t('common.required') }];
  return (
    <FormDrawer<Values>
      title={t('promises.markTitle')}
      submit={t('common.save')}
      form={form}
      onClose={onClose}
      pending={create.isPending}
      error={create.error}
      initialValues={{
        kind: draft.kind,
        sort: 'price',
        text: draft.text,
        ...(draft.amount ? { amount: draft.amount.amount } : {}),
        currency: draft.amount?.currency ?? 'USD',
        unit: draft.amount?.unit ?? '',
        customerId: customers[0]?.customerId as number,
      }}
      onFinish={(values) =>
        create.mutate({
          body: {
            messageId,
            customerId: values.customerId,
            kind: values.kind,
            text: values.text,
            dueOn: values.dueOn || null,
            product: values.product?.trim() || null,
            ...(values.kind === 'promise' ? { sort: values.sort } : {}),
            ...(values.kind === 'quotation' && typeof values.amount === 'number'
              ? {
                  amount: {
                    amount: values.amount,
                    currency: values.currency,
                    unit: values.unit?.trim() || null,
                  },
                }
              : {}),
          },
        })
      }
    >
      <Form.Item name="kind" label={t('promises.kind')}>
        <Radio.Group
          optionType="button"
          options={(['promise', 'question', 'quotation'] as const).map((value) => ({
            value,
            label: t(`promises.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="customerId" label={t('promises.customer')} hidden={customers.length < 2}>
        <Select
          options={customers.map(({ customerId, customerName }) => ({
            value: customerId,
            label: customerName,
          }))}
        />
      </Form.Item>
      {kind === 'promise' && (
        <Form.Item name="sort" label={t('promises.sort')}>
          <Select options={PROMISE_SORTS.map((value) => ({ value, label: t(SORT_WORDS[value]) }))} />
        </Form.Item>
      )}
      <Form.Item name="text" label={t('promises.words')} extra={t('promises.wordsHint')} rules={required}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} autoFocus />
      </Form.Item>
      {kind === 'quotation' && (
        <Space align="start" wrap>
          <Form.Item
            name="amount"
            label={t('promises.amount')}
            rules={[{ required: true, message: t('common.required') }]}
          >
            <InputNumber min={0} max={1e13} precision={4} stringMode={false} style={{ width: 150 }} />
          </Form.Item>
          <Form.Item name="currency" label={t('promises.currency')}>
            <Select
              showSearch
              style={{ width: 100 }}
              options={[...new Set([...CURRENCIES, draft.amount?.currency ?? 'USD'])].map((value) => ({
                value,
                label: value,
              }))}
            />
          </Form.Item>
          <Form.Item name="unit" label={t('promises.unit')}>
            <Input maxLength={40} style={{ width: 110 }} />
          </Form.Item>
        </Space>
      )}
      <Form.Item name="product" label={t('promises.product')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="dueOn" label={t('promises.due')}>
        <Input type="date" style={{ width: 170 }} />
      </Form.Item>
    </FormDrawer>
  );
}
