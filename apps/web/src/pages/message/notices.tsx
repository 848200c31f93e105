import type { Message } from '@tradepost/contract';
import { Alert, Button } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { domainOf } from '../../format/address.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { useQuarantineReason } from './quarantine-reason.ts';
import { isDoubtful, parseAuthResults } from './auth-results.ts';

/** What a reader must know before reading. */
export function Notices({ message }: { message: Message }) {
  const t = useT();
  const doubtful = message.direction === 'inbound' && isDoubtful(parseAuthResults(message.authResults));
  const { from, replyElsewhere, looksLike } = message;
  const sameDomain = domainOf(replyElsewhere ?? '') === domainOf(from?.address ?? '');
  return (
    <>
      {looksLike !== null && (
        <Alert
          type="warning"
          showIcon
          title={t(looksLike.customer === null ? 'message.looksLikeOurs' : 'message.looksLike', {
            address: from?.address ?? '',
            known: looksLike.known,
            customer: looksLike.customer?.name ?? '',
          })}
          description={t('message.looksLikeAdvice')}
        />
      )}
      {replyElsewhere !== null && (
        <Alert
          type="info"
          showIcon
          title={t(sameDomain ? 'message.replyOtherMailbox' : 'message.replyElsewhere', {
            address: replyElsewhere,
          })}
        />
      )}
      {doubtful && <Alert type="warning" showIcon title={t('message.authFailNotice')} />}
      {message.quarantineReason && <Quarantine message={message} reason={message.quarantineReason} />}
    </>
  );
}

function Quarantine({ message, reason }: { message: Message; reason: string }) {
  const t = useT();
  const say = useSay();
  const may = useMay();
  const words = useQuarantineReason();
  const retry = useWrite('retryParse', {
    stale: ['getMessage', 'getTimeline', 'listQuarantine'],
    onSuccess: ({ quarantineReason }) =>
      say.done(t(quarantineReason ? 'message.retriedSame' : 'message.retried')),
  });
  return (
    <Alert
      type="warning"
      showIcon
      title={t('message.quarantineTitle')}
      description={
        <>
          {t('message.quarantineText', { reason: words(reason) })}
          {message.quarantineDetail && <div>{message.quarantineDetail}</div>}
        </>
      }
      action={
        may('retryParse') && (
          <Button
            size="small"
            loading={retry.isPending}
            onClick={() => retry.mutate({ params: { id: message.id } }, { onError: say.failed })}
          >
            {t('message.retryRead')}
          </Button>
        )
      }
    />
  );
}
