import { Alert, Button } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { usePhone } from '../../components/use-media.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './audit.module.css';

/** Milliseconds, while a proof runs. */
const LOOK_EVERY = 1_000;

/** Whether the log is whole, and whether it could be changed. */
export function AuditProof() {
  const t = useT();
  const phone = usePhone();
  const say = useSay();
  const format = useFormat();
  const state = useApi('getAuditState', {});
  const running = state.data?.verifying !== null && state.data !== undefined;
  useApi('getAuditState', {}, { refetchInterval: running ? LOOK_EVERY : false });
  const verify = useWrite('verifyAuditLog', { stale: ['getAuditState'] });
  const { data } = state;
  if (!data) return null;
  const { verified, verifying } = data;
  const broken = verified?.brokenAt ?? null;
  const time = verified ? format.dateTime(verified.at) : '';
  const result =
    verifying !== null
      ? t('audit.verifying', { count: verifying })
      : verified === null
        ? t('audit.unverified')
        : broken === null
          ? t('audit.whole', { count: verified.records, time })
          : t('audit.broken', { record: broken, time });
  const button = (
    <Button
      size="small"
      loading={verify.isPending || running}
      onClick={() => verify.mutate({}, { onError: say.failed })}
    >
      {t('audit.verify')}
    </Button>
  );
  return (
    <Alert
      className={s.proof ?? ''}
      type={broken !== null ? 'error' : verified === null || !data.protectedByRights ? 'info' : 'success'}
      showIcon
      title={result}
      description={
        <>
          {broken !== null && <p>{t('audit.brokenText')}</p>}
          {t(data.protectedByRights ? 'audit.protected' : 'audit.unprotected')}
          {phone && <div className={s.below}>{button}</div>}
        </>
      }
      action={phone ? null : button}
    />
  );
}
