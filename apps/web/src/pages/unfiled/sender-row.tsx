import { BulbOutlined } from '@ant-design/icons';
import type { UnfiledSender } from '@tradepost/contract';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import s from './unfiled.module.css';
import { useFileSender } from './use-file-sender.ts';

const MakeCustomerDrawer = lazy(() => import('./make-customer-drawer.tsx'));
const AddToModal = lazy(() => import('./add-to-modal.tsx'));

/** One correspondent: who, how much, about what, and the ways to file. */
export function SenderRow({ sender, onRead }: { sender: UnfiledSender; onRead: () => void }) {
  const t = useT();
  const format = useFormat();
  const may = useMay()('makeCustomerFromSender');
  const [doing, setDoing] = useState<'make' | 'add' | null>(null);
  const close = () => setDoing(null);
  return (
    <li className={s.row}>
      <div className={s.who}>
        <div className={s.names}>
          {sender.name && <span className={s.name}>{sender.name}</span>}
          <span className={sender.name ? s.address : s.name}>{sender.address}</span>
          {sender.freemail && (
            <Tooltip title={t('unfiled.freemailHint')}>
              <span className={s.tag} tabIndex={0}>
                {t('unfiled.freemail')}
              </span>
            </Tooltip>
          )}
        </div>
        <div className={s.last}>
          <button type="button" className="tp-link" onClick={onRead}>
            {t('unfiled.mails', { count: sender.messages })}
          </button>
          <time dateTime={sender.lastAt} title={format.dateTime(sender.lastAt)}>
            {format.brief(sender.lastAt)}
          </time>
          <span className={s.subject} dir="auto">
            {sender.lastSubject || t('timeline.noSubject')}
          </span>
        </div>
        {may && sender.suggestions.length > 0 && (
          <div className={s.suggestions}>
            <BulbOutlined aria-hidden />
            {sender.suggestions.slice(0, 3).map((suggestion) => (
              <Suggestion key={suggestion.customerId} address={sender.address} suggestion={suggestion} />
            ))}
          </div>
        )}
      </div>
      {may && (
        <div className={s.actions}>
          <Button onClick={() => setDoing('make')}>{t('unfiled.makeCustomer')}</Button>
          <Button type="text" onClick={() => setDoing('add')}>
            {t('unfiled.addTo')}
          </Button>
        </div>
      )}
      <Suspense>
        {doing === 'make' && <MakeCustomerDrawer sender={sender} onClose={close} />}
        {doing === 'add' && <AddToModal sender={sender} onClose={close} />}
      </Suspense>
    </li>
  );
}

function Suggestion({
  address,
  suggestion,
}: {
  address: string;
  suggestion: UnfiledSender['suggestions'][number];
}) {
  const t = useT();
  const say = useSay();
  const file = useFileSender();
  return (
    <Tooltip title={t(`suggestionReason.${suggestion.reason}`)}>
      <Button
        size="small"
        loading={file.isPending}
        onClick={() =>
          file.mutate({ body: { address, customerId: suggestion.customerId } }, { onError: say.failed })
        }
      >
        {t('unfiled.addToNamed', { name: suggestion.customerName })}
      </Button>
    </Tooltip>
  );
}
