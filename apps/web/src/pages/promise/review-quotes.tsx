import type { ProposedQuote, QuoteFile } from '@tradepost/contract';
import { Alert, Button, Checkbox, Input, InputNumber, Modal, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { MARK_ANSWERS } from './mark-draft.ts';
import s from './promise.module.css';
import { CURRENCIES } from './quote-fields.tsx';
import { useFoundWords, useTermsWords } from './use-terms-words.ts';

interface ReviewQuotesProps {
  messageId: number;
  ofText: readonly ProposedQuote[];
  /** Look into the attachments as well. */
  withFiles: boolean;
  customers: readonly { customerId: number; customerName: string }[];
  onClose: () => void;
}

/** Recorded at once; a longer list comes in several rounds. */
const AT_ONCE = 100;

/** What was found in a mail and its attachments, in a table: a person chooses, corrects, and records. */
export default function ReviewQuotes({
  messageId,
  ofText,
  withFiles,
  customers,
  onClose,
}: ReviewQuotesProps) {
  const t = useT();
  const files = useApi('findFileQuotes', { params: { id: messageId } }, { enabled: withFiles });
  if (withFiles && files.isPending)
    return (
      <Modal open title={t('promises.reviewTitle')} onCancel={onClose} footer={null} width={860}>
        <Skeleton active paragraph={{ rows: 5 }} />
      </Modal>
    );
  if (files.error)
    return (
      <Modal open title={t('promises.reviewTitle')} onCancel={onClose} footer={null} width={860}>
        <ErrorNotice error={files.error} onRetry={() => void files.refetch()} />
      </Modal>
    );
  const found = [...ofText, ...(files.data?.items ?? [])];
  return (
    <Table
      found={found}
      files={files.data?.files ?? []}
      messageId={messageId}
      customers={customers}
      onClose={onClose}
    />
  );
}

interface TableProps {
  found: readonly ProposedQuote[];
  files: readonly QuoteFile[];
  messageId: number;
  customers: ReviewQuotesProps['customers'];
  onClose: () => void;
}

function Table({ found, files, messageId, customers, onClose }: TableProps) {
  const t = useT();
  const say = useSay();
  const [rows, setRows] = useState(() => found.map((quote) => ({ quote, chosen: found.length <= AT_ONCE })));
  const [customerId, setCustomerId] = useState(customers[0]?.customerId);
  const create = useWrite('createQuotes', {
    stale: [...MARK_ANSWERS],
    onSuccess: ({ items }) => {
      say.done(t('promises.reviewSaved', { count: items.length }));
      onClose();
    },
  });
  const chosen = rows.filter((row) => row.chosen).slice(0, AT_ONCE);
  const change = (at: number, next: Partial<(typeof rows)[number]>) =>
    setRows(rows.map((row, i) => (i === at ? { ...row, ...next } : row)));
  const all = rows.every((row) => row.chosen);
  return (
    <Modal
      open
      title={t('promises.reviewTitle')}
      width={980}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="save"
          type="primary"
          disabled={chosen.length === 0}
          loading={create.isPending}
          onClick={() =>
            create.mutate({
              body: {
                messageId,
                ...(customerId === undefined ? {} : { customerId }),
                quotes: chosen.map(({ quote: { product, amount, terms, text, foundIn } }) => ({
                  text,
                  product,
                  amount,
                  terms,
                  foundIn,
                })),
              },
            })
          }
        >
          {t('promises.reviewSave', { count: chosen.length })}
        </Button>,
      ]}
    >
      <FileNotes files={files} />
      {found.length === 0 ? (
        <EmptyState title={t('promises.reviewEmpty')} />
      ) : (
        <>
          <p className={s.hint}>{t('promises.reviewHint')}</p>
          {customers.length > 1 && (
            <Select
              style={{ width: 280, marginBottom: 10 }}
              aria-label={t('promises.customer')}
              value={customerId ?? null}
              onChange={(next: number) => setCustomerId(next)}
              options={customers.map((one) => ({ value: one.customerId, label: one.customerName }))}
            />
          )}
          <div className={s.review}>
            <div className={s.reviewHead}>
              <Checkbox
                checked={all}
                indeterminate={!all && chosen.length > 0}
                onChange={({ target }) => setRows(rows.map((row) => ({ ...row, chosen: target.checked })))}
              >
                {t('promises.reviewAll')}
              </Checkbox>
            </div>
            {rows.map((row, i) => (
              <Row
                key={i}
                quote={row.quote}
                chosen={row.chosen}
                onChoose={(next) => change(i, { chosen: next })}
                onChange={(quote) => change(i, { quote, chosen: true })}
              />
            ))}
          </div>
        </>
      )}
      {create.error && <ErrorNotice error={create.error} />}
    </Modal>
  );
}

interface RowProps {
  quote: ProposedQuote;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
  onChange: (quote: ProposedQuote) => void;
}

function Row({ quote, chosen, onChoose, onChange }: RowProps) {
  const t = useT();
  const termsWords = useTermsWords();
  const foundWords = useFoundWords();
  const { amount } = quote;
  return (
    <div className={`${s.reviewRow} ${chosen ? '' : s.notChosen}`}>
      <Checkbox
        checked={chosen}
        aria-label={quote.text}
        onChange={({ target }) => onChoose(target.checked)}
      />
      <div className={s.reviewFields}>
        <Input
          size="small"
          maxLength={200}
          value={quote.product ?? ''}
          placeholder={t('promises.product')}
          aria-label={t('promises.product')}
          className={s.reviewProduct ?? ''}
          onChange={({ target }) => onChange({ ...quote, product: target.value || null })}
        />
        <InputNumber
          size="small"
          min={0}
          max={1e13}
          value={amount.amount}
          aria-label={t('promises.amount')}
          style={{ width: 104 }}
          onChange={(next) => next !== null && onChange({ ...quote, amount: { ...amount, amount: next } })}
        />
        <Select
          size="small"
          showSearch
          value={amount.currency}
          aria-label={t('promises.currency')}
          style={{ width: 82 }}
          options={[...new Set([...CURRENCIES, amount.currency])].map((value) => ({ value, label: value }))}
          onChange={(currency: string) => onChange({ ...quote, amount: { ...amount, currency } })}
        />
        <Input
          size="small"
          maxLength={40}
          value={amount.unit ?? ''}
          placeholder={t('promises.unit')}
          aria-label={t('promises.unit')}
          style={{ width: 70 }}
          onChange={({ target }) => onChange({ ...quote, amount: { ...amount, unit: target.value || null } })}
        />
      </div>
      <div className={s.reviewMore}>
        {[...termsWords(quote.terms), foundWords(quote.foundIn)].join(' · ')}
        <span className={s.reviewText} dir="auto" title={quote.text}>
          {quote.text}
        </span>
      </div>
    </div>
  );
}

/** What could not be read is said; what could speaks for itself. */
function FileNotes({ files }: { files: readonly QuoteFile[] }) {
  const t = useT();
  const notes = files.filter(({ state }) => state !== 'read');
  if (notes.length === 0) return null;
  return (
    <Alert
      type="info"
      style={{ marginBottom: 12 }}
      title={notes.map(({ partPath, fileName, state }) => (
        <div key={partPath}>{t(`promises.file-${state}`, { file: fileName ?? t('promises.someFile') })}</div>
      ))}
    />
  );
}
