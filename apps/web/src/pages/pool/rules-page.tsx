import type { PoolRules } from '@tradepost/contract';
import { Button, Form, InputNumber, Select, Skeleton, Switch } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { AssignmentRules } from './assignment-rules.tsx';
import s from './pool.module.css';

const GRADES = ['A', 'B', 'C', 'D'] as const;

/** How customers are claimed, when they go back, and who gets what comes in unowned. */
export default function RulesPage() {
  const t = useT();
  const say = useSay();
  const may = useMay()('updatePoolRules');
  const { data, error, refetch } = useApi('getPoolRules', {});
  const update = useWrite('updatePoolRules', {
    stale: ['getPoolRules', 'listRecycling'],
    onSuccess: ({ soon }) =>
      say.done(soon === null ? t('pool.rulesSaved') : t('pool.rulesSoon', { count: soon })),
  });
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active />;
  const limit = <InputNumber min={1} placeholder={t('pool.rulesNoLimit')} style={{ width: 160 }} />;
  return (
    <>
      <Form<PoolRules>
        className={`${page.sheet} ${s.form}`}
        layout="vertical"
        requiredMark={false}
        disabled={!may}
        initialValues={data}
        onFinish={(values) =>
          update.mutate({
            body: {
              ...values,
              claimsADay: values.claimsADay ?? null,
              mostHeld: values.mostHeld ?? null,
              noOrderDays: values.noOrderDays ?? null,
            },
          })
        }
      >
        <h2>{t('pool.rulesClaims')}</h2>
        <Form.Item name="claimsNeedApproval" label={t('pool.rulesApproval')} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="claimsADay" label={t('pool.rulesADay')}>
          {limit}
        </Form.Item>
        <Form.Item name="mostHeld" label={t('pool.rulesHeld')}>
          {limit}
        </Form.Item>
        <Form.Item name="coolOffDays" label={t('pool.rulesCoolOff')} rules={[{ required: true }]}>
          <InputNumber min={0} max={3650} style={{ width: 160 }} />
        </Form.Item>
        <h2>{t('pool.rulesRecycling')}</h2>
        <Form.Item
          name="recycling"
          label={t('pool.rulesOn')}
          extra={t('pool.rulesOnHint')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
        <Form.Item name="noContactDays" label={t('pool.rulesNoContact')} rules={[{ required: true }]}>
          <InputNumber min={8} max={3650} style={{ width: 160 }} />
        </Form.Item>
        <Form.Item name="noOrderDays" label={t('pool.rulesNoOrder')}>
          <InputNumber min={8} max={3650} placeholder={t('pool.never')} style={{ width: 160 }} />
        </Form.Item>
        <Form.Item name="exemptGrades" label={t('pool.rulesExempt')}>
          <Select mode="multiple" options={GRADES.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="exemptOrdered" label={t('pool.rulesOrdered')} valuePropName="checked">
          <Switch />
        </Form.Item>
        {update.error && (
          <Form.Item>
            <ErrorNotice error={update.error} />
          </Form.Item>
        )}
        <Form.Item>
          {may ? (
            <Button type="primary" htmlType="submit" loading={update.isPending}>
              {t('common.save')}
            </Button>
          ) : (
            t('common.readOnly')
          )}
        </Form.Item>
      </Form>
      <AssignmentRules may={may} />
    </>
  );
}
