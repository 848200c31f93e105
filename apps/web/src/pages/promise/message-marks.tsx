import { FileSearchOutlined, FlagOutlined, FrownOutlined } from '@ant-design/icons';
import type { MarkKind, Message } from '@tradepost/contract';
import { Button, Dropdown, Tooltip } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { FoundInMail } from './found-in-mail.tsx';
import type { MarkDraft } from './mark-draft.ts';
import { MarkItem } from './mark-item.tsx';
import s from './promise.module.css';

const ComplaintDrawer = lazy(() => import('../complaint/complaint-drawer.tsx'));
const MarkDrawer = lazy(() => import('./mark-drawer.tsx'));
const ReviewQuotes = lazy(() => import('./review-quotes.tsx'));

const KINDS = ['promise', 'question', 'quotation'] as const;

/** Words selected on the page: in the text of the mail, not in its frame. */
const selectedWords = () => (window.getSelection()?.toString() ?? '').trim().slice(0, 2000);

type Opened =
  | { readonly what: 'mark'; readonly draft: MarkDraft }
  | { readonly what: 'complaint'; readonly words: string }
  | { readonly what: 'quotes'; readonly files: boolean };

/** What is marked on a mail, and the ways to mark more. Nothing where the mail is on nobody's timeline. */
export function MessageMarks({ message }: { message: Message }) {
  const t = useT();
  const mayCall = useMay();
  const may = mayCall('createMark');
  const [opened, setOpened] = useState<Opened | null>(null);
  // A press in the menu ends the selection: what was selected is kept from the press of the button on.
  const words = useRef('');
  const filings = message.filings.filter(({ undoneAt }) => !undoneAt);
  const { data } = useApi(
    'listMessageMarks',
    { params: { id: message.id } },
    { enabled: filings.length > 0 },
  );
  if (filings.length === 0 || !data) return null;
  const customers = filings.map(({ customerId, customerName }) => ({ customerId, customerName }));
  const mark = (draft: MarkDraft) => setOpened({ what: 'mark', draft });
  const close = () => setOpened(null);
  return (
    <div className={s.inMail}>
      {may && (
        <div className={s.row}>
          <Dropdown
            trigger={['click']}
            menu={{
              items: KINDS.map((key) => ({ key, label: t(`promises.${key}`) })),
              onClick: ({ key }) => mark({ kind: key as MarkKind, text: words.current }),
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
          {mayCall('createComplaint') && message.direction === 'inbound' && (
            <Tooltip title={t('complaints.ofMailHint')}>
              <Button
                size="small"
                icon={<FrownOutlined />}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setOpened({ what: 'complaint', words: selectedWords() })}
              >
                {t('complaints.ofMail')}
              </Button>
            </Tooltip>
          )}
          {data.files > 0 && (
            <Button
              size="small"
              icon={<FileSearchOutlined />}
              onClick={() => setOpened({ what: 'quotes', files: true })}
            >
              {t('promises.inFiles', { count: data.files })}
            </Button>
          )}
        </div>
      )}
      {may && (
        <FoundInMail
          quotes={data.quotes}
          promises={data.promises}
          marks={data.items}
          onMark={mark}
          onReview={() => setOpened({ what: 'quotes', files: false })}
        />
      )}
      {data.items.length > 0 && (
        <ul className={s.marks}>
          {data.items.map((one) => (
            <MarkItem key={one.id} mark={one} mayChange={may} href={null} />
          ))}
        </ul>
      )}
      <Suspense>
        {opened?.what === 'complaint' && (
          <ComplaintDrawer
            messageId={message.id}
            words={opened.words}
            customers={customers}
            onClose={close}
          />
        )}
        {opened?.what === 'mark' && (
          <MarkDrawer messageId={message.id} draft={opened.draft} customers={customers} onClose={close} />
        )}
        {opened?.what === 'quotes' && (
          <ReviewQuotes
            messageId={message.id}
            ofText={data.quotes}
            withFiles={opened.files}
            customers={customers}
            onClose={close}
          />
        )}
      </Suspense>
    </div>
  );
}
