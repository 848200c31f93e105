import { type Incoterm, type MarkKind, PROMISE_SORTS, type PromiseSort } from '@tradepost/contract';
import { Form, Input, Radio, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { SORT_WORDS } from './mark-item.tsx';
import { MARK_ANSWERS, type MarkDraft } from './mark-draft.ts';
import { QuoteFields } from './quote-fields.tsx';

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
  incoterm?: Incoterm | null;
  incotermPlace?: string;
  validUntil?: string;
  quantity?: number | null;
  minQuantity?: number | null;
  quantityUnit?: string;
  dueOn?: string;
  customerId: number;
}

/** Marks words of a mail. */
export default function MarkDrawer({ messageId, draft, customers, onClose }: MarkDrawerProps) {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form) ?? draft.kind;
  const create = useWrite('createMark', {
    stale: [...MARK_ANSWERS],
    onSuccess: () => {
      say.done(t('promises.saved'));
      onClose();
    },
  });
  const required = [{ required: true, whitespace: true, message: t('common.required') }];
  const { quote, promise } = draft;
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
        sort: promise?.sort ?? 'price',
        text: draft.text,
        dueOn: promise?.dueOn ?? '',
        product: quote?.product ?? '',
        ...(quote ? { amount: quote.amount.amount } : {}),
        currency: quote?.amount.currency ?? 'USD',
        unit: quote?.amount.unit ?? '',
        incoterm: quote?.terms.incoterm ?? null,
        incotermPlace: quote?.terms.incotermPlace ?? '',
        validUntil: quote?.terms.validUntil ?? '',
        quantity: quote?.terms.quantity ?? null,
        minQuantity: quote?.terms.minQuantity ?? null,
        quantityUnit: quote?.terms.quantityUnit ?? '',
        customerId: customers[0]?.customerId as number,
      }}
      onFinish={(values) =>
        create.mutate({
          body: {
            messageId,
            customerId: values.customerId,
            kind: values.kind,
            text: values.text,
            product: values.product?.trim() || null,
            ...(values.kind === 'quotation' ? {} : { dueOn: values.dueOn || null }),
            ...(values.kind === 'promise' ? { sort: values.sort } : {}),
            ...(values.kind === 'quotation'
              ? { ...quotationOf(values), foundIn: quote?.foundIn ?? null }
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
      <Form.Item name="product" label={t('promises.product')}>
        <Input maxLength={200} />
      </Form.Item>
      {kind === 'quotation' ? (
        <QuoteFields currency={quote?.amount.currency ?? 'USD'} />
      ) : (
        <Form.Item
          name="dueOn"
          label={t('promises.due')}
          {...(kind === 'promise' ? { extra: t('promises.dueHint') } : {})}
        >
          <Input type="date" style={{ width: 170 }} />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

function quotationOf(values: Values) {
  const incoterm = values.incoterm ?? null;
  return {
    ...(typeof values.amount === 'number'
      ? { amount: { amount: values.amount, currency: values.currency, unit: values.unit?.trim() || null } }
      : {}),
    terms: {
      incoterm,
      // A place belongs to its term.
      incotermPlace: incoterm ? values.incotermPlace?.trim() || null : null,
      validUntil: values.validUntil || null,
      quantity: values.quantity ?? null,
      minQuantity: values.minQuantity ?? null,
      quantityUnit: values.quantityUnit?.trim() || null,
    },
  };
}
