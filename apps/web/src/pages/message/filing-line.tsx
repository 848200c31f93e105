import { FolderAddOutlined } from '@ant-design/icons';
import type { Filing, Message } from '@tradepost/contract';
import { App, Button, Tooltip } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import s from './message.module.css';

const FileToModal = lazy(() => import('./file-to-modal.tsx'));

const RULES = {
  contact: 'filing.ruleContact',
  thread: 'filing.ruleThread',
  platform: 'filing.rulePlatform',
  domain: 'filing.ruleDomain',
  manual: 'filing.ruleManual',
} as const;

interface FilingLineProps {
  message: Message;
  /** What else is done with the mail as a whole: in the same row. */
  children?: ReactNode;
}

/** On whose timelines the mail is, and why; each filing can be undone. */
export function FilingLine({ message, children }: FilingLineProps) {
  const t = useT();
  const may = useMay();
  const [choosing, setChoosing] = useState(false);
  const filings = message.filings.filter(({ undoneAt }) => !undoneAt);
  return (
    <div className={s.filings}>
      <span className={s.filingsLabel}>{t('message.filings')}</span>
      <ul className={s.filingList}>
        {filings.length === 0 && <li className={s.hint}>{t('filing.none')}</li>}
        {filings.map((filing) => (
          <FilingItem key={filing.id} filing={filing} />
        ))}
      </ul>
      {may('fileMessage') && (
        <Button size="small" type="text" icon={<FolderAddOutlined />} onClick={() => setChoosing(true)}>
          {t('filing.fileTo')}
        </Button>
      )}
      {children}
      <Suspense>
        {choosing && <FileToModal messageId={message.id} onClose={() => setChoosing(false)} />}
      </Suspense>
    </div>
  );
}

function FilingItem({ filing }: { filing: Filing }) {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const may = useMay();
  const { modal } = App.useApp();
  const undo = useWrite('undoFiling', {
    stale: ['getMessage', 'getTimeline', 'listCustomers', 'listUnfiledSenders'],
    onSuccess: () => say.done(t('filing.undoneNote')),
  });
  const rule = Object.hasOwn(RULES, filing.rule) ? t(RULES[filing.rule as keyof typeof RULES]) : filing.rule;
  const sure =
    filing.confidence >= 0.95
      ? t('filing.certain')
      : filing.confidence >= 0.7
        ? t('filing.likely')
        : t('filing.unsure');
  const more = [
    filing.evidence,
    t('filing.confidence', { percent: Math.round(filing.confidence * 100) }),
    format.dateTime(filing.filedAt),
    filing.filedBy && t('filing.by', { name: filing.filedBy }),
  ];
  const askUndo = () =>
    modal.confirm({
      title: t('filing.undoTitle', { name: filing.customerName }),
      content: t('filing.undoText'),
      okText: t('filing.undo'),
      onOk: () => undo.mutateAsync({ params: { id: filing.id } }).catch(say.failed),
    });
  return (
    <li className={s.filing}>
      <Link to={`/customers/${filing.customerId}`}>{filing.customerName}</Link>
      <Tooltip title={more.filter(Boolean).join(' · ')}>
        <span className={s.rule} tabIndex={0}>
          {rule}
          {filing.rule !== 'manual' && ` · ${sure}`}
        </span>
      </Tooltip>
      {may('undoFiling') && (
        <button type="button" className="tp-link" onClick={askUndo}>
          {t('filing.undo')}
        </button>
      )}
    </li>
  );
}
