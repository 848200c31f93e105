import type { OutgoingAccount, OutgoingServer } from '@tradepost/contract';
import { Button, Form, Input, Select } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useOutgoingFault } from './use-outgoing-fault.ts';

interface Values {
  accountId: number;
  fromName?: string;
}

export function OutgoingAccountForm({ server }: { server: OutgoingServer | null }) {
  const t = useT();
  const say = useSay();
  const { data, error, refetch } = useApi('listOutgoingAccounts', {});
  const faultWords = useOutgoingFault();
  const save = useWrite('chooseOutgoingAccount', {
    stale: ['getOutgoingServer', 'listOutgoingMail', 'listOutgoingAccounts'],
    onSuccess: ({ fromAddress }) => say.done(t('policy.accountSaved', { address: fromAddress })),
  });
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const items = data?.items ?? [];
  const label = ({ address, ownerName }: OutgoingAccount) =>
    `${address} · ${ownerName ?? t('policy.accountOfNobody')}`;
  const chosen = server?.account ?? null;
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      initialValues={chosen === null ? {} : { accountId: chosen.id, fromName: server?.fromName ?? '' }}
      onFinish={({ accountId, fromName }) =>
        save.mutate({ body: { accountId, fromName: fromName?.trim() || null } })
      }
    >
      <Form.Item
        name="accountId"
        label={t('policy.account')}
        extra={t('policy.accountHint')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Select
          loading={data === undefined}
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={t('policy.accountNone')}
          options={[
            ...items.map((account) => ({
              value: account.id,
              label: label(account),
              title: account.obstacle === null ? label(account) : faultWords(account.obstacle),
              disabled: account.obstacle !== null && account.id !== chosen?.id,
              why: account.obstacle,
            })),
            // Chosen once, and fit no more: by its address, not by a number.
            ...(chosen !== null && data !== undefined && items.every(({ id }) => id !== chosen.id)
              ? [{ value: chosen.id, label: chosen.address, disabled: true, why: null }]
              : []),
          ]}
          optionRender={({ data: option }) => (
            <div style={{ whiteSpace: 'normal' }}>
              {option.label}
              {option.why && <div style={{ fontSize: 12 }}>{faultWords(option.why)}</div>}
            </div>
          )}
        />
      </Form.Item>
      <Form.Item name="fromName" label={t('policy.fromName')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      {save.error && (
        <Form.Item>
          <ErrorNotice error={save.error} />
        </Form.Item>
      )}
      <Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form.Item>
    </Form>
  );
}
