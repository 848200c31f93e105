import { COLLISION_DECISIONS, type CollisionCase, type CollisionDecision } from '@tradepost/contract';
import { Button, Form, Input, Radio } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './collisions.module.css';
import { useDecisionWords } from './decision-words.ts';

/** A manager says whose customer it is, and why. */
export function DecisionForm({ data }: { data: CollisionCase }) {
  const t = useT();
  const say = useSay();
  const decisionWords = useDecisionWords();
  const decide = useWrite('decideCollision', {
    stale: ['getCollision', 'listCollisions', 'getCustomer', 'listCustomers', 'getTimeline'],
    onSuccess: () => say.done(t('collisions.saved')),
  });
  return (
    <section className={`${page.sheet} ${s.decide}`}>
      <h2>{t('collisions.decide')}</h2>
      <Form<{ decision: CollisionDecision; reason: string }>
        layout="vertical"
        requiredMark={false}
        initialValues={{ decision: 'owner-keeps' }}
        onFinish={(body) => decide.mutate({ params: { id: data.id }, body })}
      >
        <Form.Item name="decision" label={t('collisions.decision')}>
          <Radio.Group className={s.choices ?? ''}>
            {COLLISION_DECISIONS.map((value) => (
              <Radio key={value} value={value} disabled={value === 'to-other' && !data.mayGiveToOther}>
                {decisionWords(value, data)}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('collisions.reason')}
          extra={t('collisions.reasonHint')}
          rules={[{ required: true, whitespace: true, message: t('common.required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Form.Item>
        {decide.error && <ErrorNotice error={decide.error} />}
        <Button type="primary" htmlType="submit" loading={decide.isPending}>
          {t('collisions.confirm')}
        </Button>
      </Form>
    </section>
  );
}
