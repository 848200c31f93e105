import type { UnifiedMailbox } from '@tradepost/contract';
import { Button, Form, Select, Switch } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './unified.module.css';

interface TrustProps {
  box: UnifiedMailbox;
  trust: NonNullable<UnifiedMailbox['trust']>;
}
interface Values {
  authservIds: string[];
  trustsUnmarked: boolean;
}

/** For administrators: whose word on the sender of a mail is believed. */
export function Trust({ box, trust }: TrustProps) {
  const t = useT();
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const save = useWrite('updateUnifiedTrust', {
    stale: ['listUnifiedMailboxes'],
    onSuccess: () => say.done(t('common.saved')),
  });
  const take = (name: string) =>
    form.setFieldValue('authservIds', [...new Set([...form.getFieldValue('authservIds'), name])]);
  return (
    <section className={`${page.sheet} ${s.section}`}>
      <h2>
        {t('unified.trustTitle')} · {box.address}
      </h2>
      <p className={page.soft}>{t('unified.trustText')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 560 }}
        initialValues={{ authservIds: trust.authservIds, trustsUnmarked: trust.trustsUnmarked }}
        onFinish={(values) => save.mutate({ params: { id: box.accountId }, body: values })}
      >
        <Form.Item name="authservIds" label={t('unified.authservIds')} extra={t('unified.authservHint')}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ']} maxCount={20} />
        </Form.Item>
        {trust.seen.length > 0 && (
          <div className={s.seen}>
            {t('unified.seen')}
            {trust.seen.map(({ authservId, mails }) =>
              authservId === null ? (
                <span key="">{t('unified.seenNone', { count: mails })}</span>
              ) : (
                <span key={authservId}>
                  {t('unified.seenOne', { name: authservId, count: mails })}{' '}
                  {!trust.authservIds.includes(authservId) && (
                    <Button size="small" onClick={() => take(authservId)}>
                      {t('unified.take', { name: authservId })}
                    </Button>
                  )}
                </span>
              ),
            )}
          </div>
        )}
        <Form.Item
          name="trustsUnmarked"
          valuePropName="checked"
          label={t('unified.unmarked')}
          extra={t('unified.unmarkedHint')}
        >
          <Switch />
        </Form.Item>
        {save.error && <ErrorNotice error={save.error} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form>
    </section>
  );
}
