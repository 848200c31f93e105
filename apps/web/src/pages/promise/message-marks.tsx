import { FlagOutlined, FrownOutlined } from '@ant-design/icons';
import type { Amount, Message, MarkKind, ProposedAmount } from '@tradepost/contract';
import { Button, Dropdown, Tooltip } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { MarkItem } from './mark-item.tsx';
import s from './promise.module.css';
import { useAmountWords } from './use-amount-words.ts';

const ComplaintDrawer = lazy(() => import('../complaint/complaint-drawer.tsx'));
const MarkDrawer = lazy(() => import('./mark-drawer.tsx'));

export interface MarkDraft {
  readonly kind: MarkKind;
  readonly text: string;
  readonly amount: Amount | null;
}

const KINDS = ['promise', 'question', 'quotation'] as const;
/** Amounts offered beside the mail; the rest are in the form. */
const SHOWN = 4;

/** Words selected on the page: in the text of the mail, not in its frame. */
const selectedWords = () => (window.getSelection()?.toString() ?? '').trim().slice(0, 2000);

/** What is marked on a mail, and the ways to mark more. Nothing where the mail is on nobody's timeline. */
export function MessageMarks({ message }: { message: Message }) {
  const t = useT();
  const mayCall = useMay();
  const may = mayCall('createMark');
  const mayComplain = mayCall('createComplaint');
  const amountWords = useAmountWords();
  const [draft, setDraft] = useState<MarkDraft | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  // A press in the menu ends the selection: what was selected is kept from the press of the button on.
  const words = useRef('');
  const filings = message.filings.filter(({ undoneAt }) => !undoneAt);
  const { data } = useApi(
    'listMessageMarks',
    { params: { id: message.id } },
    { enabled: filings.length > 0 },
  );
  if (filings.length === 0 || !data) return null;
  const offer = (proposed: ProposedAmount) =>
    setDraft({ kind: 'quotation', text: proposed.line, amount: proposed });
  return (
    <div className={s.inMail}>
      {may && (
        <div className={s.row}>
          <Dropdown
            trigger={['click']}
            menu={{
              items: KINDS.map((key) => ({ key, label: t(`promises.${key}`) })),
              onClick: ({ key }) => setDraft({ kind: key as MarkKind, text: words.current, amount: null }),
            }}
          >
            <Button
              size="small"
              icon={<FlagOutlined />}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                words.current = selectedWords();
              }}
            >
              {t('promises.mark')}
            </Button>
          </Dropdown>
          {mayComplain && message.direction === 'inbound' && (
            <Tooltip title={t('complaints.ofMailHint')}>
              <Button
                size="small"
                icon={<FrownOutlined />}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setComplaint(selectedWords())}
              >
                {t('complaints.ofMail')}
              </Button>
            </Tooltip>
          )}
          {data.amounts.length > 0 && (
            <Tooltip title={t('promises.amountsHint')}>
              <span className={s.label}>{t('promises.amounts')}</span>
            </Tooltip>
          )}
          {data.amounts.slice(0, SHOWN).map((proposed) => (
            <Tooltip key={`${proposed.amount} ${proposed.currency} ${proposed.unit}`} title={proposed.line}>
              <Button
                size="small"
                aria-label={t('promises.use', { amount: amountWords(proposed) })}
                onClick={() => offer(proposed)}
              >
                {amountWords(proposed)}
              </Button>
            </Tooltip>
          ))}
        </div>
      )}
      {data.items.length > 0 && (
        <ul className={s.marks}>
          {data.items.map((mark) => (
            <MarkItem key={mark.id} mark={mark} mayChange={may} href={null} />
          ))}
        </ul>
      )}
      <Suspense>
        {complaint !== null && (
          <ComplaintDrawer
            messageId={message.id}
            words={complaint}
            customers={filings.map(({ customerId, customerName }) => ({ customerId, customerName }))}
            onClose={() => setComplaint(null)}
          />
        )}
        {draft && (
          <MarkDrawer
            messageId={message.id}
            draft={draft}
            customers={filings.map(({ customerId, customerName }) => ({ customerId, customerName }))}
            onClose={() => setDraft(null)}
          />
        )}
      </Suspense>
    </div>
  );
}
