import type { InquiryCompletion, InquiryDetail } from '@tradepost/contract';
import { Alert, App, Button, Drawer, Form, Input, Radio, Skeleton, Tag } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { useApi, useWrite } from '../../api/use-api.ts';
import { CountrySelect } from '../../components/country.tsx';
import { CustomerPicker } from '../../components/customer-picker.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import s from './intake.module.css';

const STALE = ['listInquiries', 'getInquiry', 'listCustomers', 'listInquiryLabels'] as const;

/** One inquiry beside what its mail says: a person files or dismisses it. */
export function InquiryDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const t = useT();
  const { data, error, refetch } = useApi('getInquiry', { params: { id } });
  return (
    <Drawer open size={560} title={t('inquiries.handle')} onClose={onClose}>
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && <Handling inquiry={data} onClose={onClose} />}
    </Drawer>
  );
}

function Handling({ inquiry, onClose }: { inquiry: InquiryDetail; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const [existing, setExisting] = useState(false);
  const [form] = Form.useForm<InquiryCompletion>();
  const complete = useWrite('completeInquiry', {
    stale: STALE,
    onSuccess: () => {
      say.done(t('inquiries.completed'));
      onClose();
    },
  });
  const { id } = inquiry;
  const finish = (values: InquiryCompletion) => {
    const given = Object.fromEntries(
      Object.entries(values).filter(
        ([key, value]) => value !== undefined && value !== '' && (existing || key !== 'customerId'),
      ),
    ) as InquiryCompletion;
    complete.mutate({ params: { id }, body: given });
  };
  return (
    <>
      <p style={{ marginBottom: 12 }}>
        <b dir="auto">{inquiry.subject}</b>
        <br />
        <span className={s.sub}>
          {t('inquiries.from')}: {inquiry.fromAddress} ·{' '}
          <Link to={`/messages/${inquiry.messageId}`}>{t('inquiries.mail')}</Link>
        </span>
      </p>
      {inquiry.doubt && (
        <Alert
          type={inquiry.doubt === 'forged' || inquiry.doubt === 'lookalike' ? 'error' : 'warning'}
          showIcon
          title={t(`inquiries.doubt-${inquiry.doubt}`)}
          style={{ marginBottom: 16 }}
        />
      )}
      <Found inquiry={inquiry} />
      <Form<InquiryCompletion>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={finish}
        initialValues={{
          buyerName: inquiry.buyerName,
          company: inquiry.company,
          country: inquiry.country,
          email: inquiry.email,
          phone: inquiry.phone,
          website: inquiry.website,
          product: inquiry.product,
          quantity: inquiry.quantity,
        }}
      >
        <Form.Item>
          <Radio.Group
            value={existing}
            onChange={({ target }) => setExisting(target.value as boolean)}
            options={[
              { value: false, label: t('inquiries.newCustomer') },
              { value: true, label: t('inquiries.existing') },
            ]}
          />
        </Form.Item>
        {existing && (
          <Form.Item
            name="customerId"
            label={t('inquiries.customer')}
            rules={[{ required: true, message: t('common.required') }]}
          >
            <CustomerPicker />
          </Form.Item>
        )}
        <Form.Item
          name="company"
          label={t('inquiries.company')}
          dependencies={['buyerName']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value: string | null) =>
                existing || value?.trim() || String(getFieldValue('buyerName') ?? '').trim()
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('inquiries.needCompany'))),
            }),
          ]}
        >
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="buyerName" label={t('inquiries.buyerName')}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="country" label={t('inquiries.country')}>
          <CountrySelect />
        </Form.Item>
        <Form.Item
          name="email"
          label={t('inquiries.email')}
          rules={[{ type: 'email', message: t('common.invalidEmail') }]}
        >
          <Input maxLength={320} />
        </Form.Item>
        {(['phone', 'website', 'product', 'quantity'] as const).map((field) => (
          <Form.Item key={field} name={field} label={t(`inquiries.${field}`)}>
            <Input maxLength={field === 'phone' ? 100 : field === 'quantity' ? 200 : 500} />
          </Form.Item>
        ))}
        <p className={s.sub}>{t('inquiries.learnHint')}</p>
        {complete.error && <ErrorNotice error={complete.error} />}
        <div className={s.tools} style={{ marginTop: 12 }}>
          <Button type="primary" htmlType="submit" loading={complete.isPending}>
            {t('inquiries.complete')}
          </Button>
          <Dismiss id={id} onDone={onClose} />
        </div>
      </Form>
    </>
  );
}

function Found({ inquiry }: { inquiry: InquiryDetail }) {
  const t = useT();
  if (inquiry.pairs.length === 0 && !inquiry.relayAddress) return null;
  return (
    <>
      <h3 style={{ fontSize: 14, marginBottom: 6 }}>{t('inquiries.found')}</h3>
      <dl className={s.pairs}>
        {inquiry.pairs.map(({ label, value, field }) => (
          <div key={`${label} ${value}`} style={{ display: 'contents' }}>
            <dt dir="auto">
              {label} {field === null && <Tag>{t('inquiries.unknownLabel')}</Tag>}
            </dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
        {inquiry.relayAddress && (
          <>
            <dt>{t('inquiries.relay')}</dt>
            <dd>{inquiry.relayAddress}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function Dismiss({ id, onDone }: { id: number; onDone: () => void }) {
  const t = useT();
  const say = useSay();
  const { modal } = App.useApp();
  const reason = useRef('');
  const dismiss = useWrite('dismissInquiry', { stale: STALE, onSuccess: onDone });
  return (
    <Button
      loading={dismiss.isPending}
      onClick={() => {
        reason.current = '';
        modal.confirm({
          title: t('inquiries.dismissTitle'),
          content: (
            <Input
              maxLength={500}
              aria-label={t('inquiries.dismissReason')}
              placeholder={t('inquiries.dismissReason')}
              onChange={({ target }) => {
                reason.current = target.value;
              }}
            />
          ),
          okText: t('inquiries.dismiss'),
          cancelText: t('common.cancel'),
          onOk: () =>
            dismiss.mutate(
              { params: { id }, body: reason.current.trim() ? { reason: reason.current.trim() } : {} },
              { onError: say.failed },
            ),
        });
      }}
    >
      {t('inquiries.dismiss')}
    </Button>
  );
}
