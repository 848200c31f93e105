import type { PolicyVersion } from '@tradepost/contract';
import { App, Button, Skeleton } from 'antd';
import { usePages, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import s from './follow-up.module.css';
import { policyChanges } from './policy-changes.ts';
import { POLICY_STALE } from './stale.ts';
import { usePolicyWords } from './use-policy-words.ts';

/** The policies that were in force: who, when, what was changed, and back to it. */
export function PolicyHistory() {
  const t = useT();
  const list = usePages('listFollowUpPolicies', { query: { limit: 20 } });
  const items = list.data?.pages.flatMap((one) => one.items);
  if (items?.length === 0) return null;
  return (
    <section className={s.sheet}>
      <h2>{t('followUp.history')}</h2>
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {!items && !list.error && <Skeleton active />}
      <ol className={s.versions}>
        {items?.map((version, i) => (
          <Version key={version.id} version={version} before={items[i + 1] ?? null} inForce={i === 0} />
        ))}
      </ol>
      <LoadMore pages={list} />
    </section>
  );
}

interface VersionProps {
  version: PolicyVersion;
  /** Null: the first, or it is on the next page. */
  before: PolicyVersion | null;
  inForce: boolean;
}

function Version({ version, before, inForce }: VersionProps) {
  const t = useT();
  const format = useFormat();
  const may = useMay();
  const say = useSay();
  const words = usePolicyWords();
  const { modal } = App.useApp();
  const restore = useWrite('restoreFollowUpPolicy', {
    stale: POLICY_STALE,
    onSuccess: () => say.done(t('followUp.restored')),
  });
  const changes = before === null ? [] : policyChanges(before.policy, version.policy);
  const ask = () =>
    modal.confirm({
      title: t('followUp.restoreTitle', { at: format.dateTime(version.changedAt) }),
      content: t('followUp.restoreText'),
      okText: t('followUp.restore'),
      onOk: () => restore.mutateAsync({ params: { id: version.id } }).catch(say.failed),
    });
  return (
    <li className={s.version}>
      <div className={s.versionHead}>
        <span>
          <b>{format.dateTime(version.changedAt)}</b> {version.changedByName ?? t('followUp.bySystem')}
          {inForce && <span className={s.inForce}>{t('followUp.inForce')}</span>}
        </span>
        {!inForce && may('restoreFollowUpPolicy') && (
          <Button size="small" onClick={ask} loading={restore.isPending}>
            {t('followUp.restore')}
          </Button>
        )}
      </div>
      {before === null ? (
        <p className={s.soft}>{t('followUp.firstVersion')}</p>
      ) : changes.length === 0 ? (
        <p className={s.soft}>{t('followUp.nothingChanged')}</p>
      ) : (
        <ul className={s.soft}>
          {changes.map((change) => (
            <li key={change.path}>{words.change(change)}</li>
          ))}
        </ul>
      )}
    </li>
  );
}
