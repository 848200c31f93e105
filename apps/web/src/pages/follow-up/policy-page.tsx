import {
  type FollowUpPolicy,
  type FollowUpPolicyState,
  POLICY_PRESETS,
  type PolicyPreset,
  type PolicyPreview as Preview,
} from '@tradepost/contract';
import { Alert, Button, Form, Skeleton } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import s from './follow-up.module.css';
import { policyChanges } from './policy-changes.ts';
import { PolicyFields } from './policy-fields.tsx';
import { PolicyHistory } from './policy-history.tsx';
import { PolicyPreview } from './policy-preview.tsx';
import { POLICY_STALE } from './stale.ts';
import { usePolicyWords } from './use-policy-words.ts';

const LOOK_AGAIN_MS = 2_000;

/** How often customers are contacted, who is told of what is late, and what a change of it would raise. */
export default function PolicyPage() {
  const [working, setWorking] = useState(false);
  const { data, error, refetch } = useApi(
    'getFollowUpPolicy',
    {},
    { refetchInterval: working ? LOOK_AGAIN_MS : false },
  );
  const busy = data !== undefined && data.refresh !== null;
  if (busy !== working) setWorking(busy);
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 12 }} />;
  return (
    <div className={s.page}>
      <Refreshing state={data} />
      <PolicyForm key={data.versionId ?? 0} state={data} />
      <PolicyHistory />
    </div>
  );
}

function Refreshing({ state: { refresh } }: { state: FollowUpPolicyState }) {
  const t = useT();
  const format = useFormat();
  if (refresh === null) return null;
  return (
    <Alert
      className={s.notice ?? ''}
      type="info"
      showIcon
      title={
        refresh.total === null
          ? t('followUp.refreshing')
          : t('followUp.refreshingCount', {
              done: format.number(refresh.done),
              total: format.number(refresh.total),
            })
      }
    />
  );
}

function PolicyForm({ state }: { state: FollowUpPolicyState }) {
  const t = useT();
  const say = useSay();
  const may = useMay();
  const [form] = Form.useForm<FollowUpPolicy>();
  const [preview, setPreview] = useState<Preview | null>(null);
  const save = useWrite('setFollowUpPolicy', {
    stale: POLICY_STALE,
    onSuccess: () => say.done(t('followUp.saved')),
  });
  const look = useWrite('previewFollowUpPolicy', { onSuccess: setPreview });
  const edited = (Form.useWatch([], form) as FollowUpPolicy | undefined) ?? state.policy;
  const changes = policyChanges(state.policy, edited);
  const put = (policy: FollowUpPolicy) => {
    form.setFieldsValue(policy);
    setPreview(null);
  };
  const policy = async () => (await form.validateFields()) as FollowUpPolicy;
  return (
    <Form<FollowUpPolicy>
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={state.policy}
      onValuesChange={() => setPreview(null)}
      onFinish={(whole) => save.mutate({ body: { policy: whole, basedOn: state.versionId } })}
    >
      <p className={s.intro}>{t(may('setFollowUpPolicy') ? 'followUp.intro' : 'followUp.introManager')}</p>
      <Presets state={state} edited={edited} onChoose={put} />
      <PolicyFields />
      {preview && <PolicyPreview preview={preview} />}
      {(save.error ?? look.error) && <ErrorNotice error={save.error ?? look.error} />}
      <div className={s.bar}>
        <span className={s.soft}>
          {changes.length === 0 ? t('followUp.unchanged') : t('followUp.changed', { count: changes.length })}
        </span>
        <span className={s.buttons}>
          <Button
            loading={look.isPending}
            onClick={() =>
              void policy().then(
                (whole) => look.mutate({ body: { policy: whole } }),
                () => {},
              )
            }
          >
            {t('followUp.preview')}
          </Button>
          {changes.length > 0 && <Button onClick={() => put(state.policy)}>{t('followUp.discard')}</Button>}
          {may('setFollowUpPolicy') && (
            <Button type="primary" htmlType="submit" disabled={changes.length === 0} loading={save.isPending}>
              {t('common.save')}
            </Button>
          )}
        </span>
      </div>
    </Form>
  );
}

interface PresetsProps {
  state: FollowUpPolicyState;
  edited: FollowUpPolicy;
  onChoose: (policy: FollowUpPolicy) => void;
}

/** Where a company begins; choosing one fills the form and saves nothing. */
function Presets({ state, edited, onChoose }: PresetsProps) {
  const t = useT();
  const words = usePolicyWords();
  const isNow = (preset: PolicyPreset) => policyChanges(state.presets[preset], edited).length === 0;
  return (
    <div className={s.presets} role="group" aria-label={t('followUp.presets')}>
      {POLICY_PRESETS.map((preset) => (
        <button
          key={preset}
          type="button"
          aria-pressed={isNow(preset)}
          className={`${s.preset} ${isNow(preset) ? s.chosen : ''}`}
          onClick={() => onChoose(state.presets[preset])}
        >
          <b>{t(`followUp.preset.${preset}`)}</b>
          <span className={s.soft}>{words.summary(state.presets[preset])}</span>
        </button>
      ))}
    </div>
  );
}
