import type { Letter, LetterParty, LetterSender } from '@tradepost/contract';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { CustomerPicker } from '../../components/customer-picker.tsx';
import { useT } from '../../i18n/language.tsx';
import s from './composer.module.css';
import type { Draft } from './draft.ts';
import { PartyField } from './party-field.tsx';
import { usePeopleToWriteTo } from './use-people.ts';

interface HeadFieldsProps {
  letter: Letter;
  draft: Draft;
  onEdit: (changes: Partial<Draft>) => void;
}

/** From whom, to whom, about what. */
export function HeadFields({ letter, draft, onEdit }: HeadFieldsProps) {
  const t = useT();
  const [copies, setCopies] = useState(draft.cc.length > 0 || draft.bcc.length > 0);
  const people = usePeopleToWriteTo(draft.customerId);
  const field = (name: 'to' | 'cc' | 'bcc', autoFocus = false) => (
    <PartyField
      label={t(`letters.${name}`)}
      value={draft[name]}
      people={people}
      autoFocus={autoFocus}
      onChange={(value: LetterParty[]) => onEdit({ [name]: value })}
    />
  );
  return (
    <div className={s.head}>
      {letter.kind === 'new' && letter.customerId === null && (
        <div className={s.row}>
          <label className={s.label} htmlFor="letter-customer">
            {t('letters.customer')}
          </label>
          <CustomerPicker
            id="letter-customer"
            value={draft.customerId ?? undefined}
            onChange={(id) => onEdit({ customerId: id ?? null })}
          />
        </div>
      )}
      <SenderRow draft={draft} onEdit={onEdit} />
      <div className={s.row}>
        {field('to', draft.to.length === 0)}
        {!copies && (
          <button type="button" className={`tp-link ${s.copies}`} onClick={() => setCopies(true)}>
            {t('letters.copies')}
          </button>
        )}
      </div>
      {copies && <div className={s.row}>{field('cc')}</div>}
      {copies && <div className={s.row}>{field('bcc')}</div>}
      <div className={s.row}>
        <label className={s.label} htmlFor="letter-subject">
          {t('letters.subject')}
        </label>
        <Input
          id="letter-subject"
          variant="borderless"
          dir="auto"
          maxLength={500}
          value={draft.subject}
          onChange={({ target }) => onEdit({ subject: target.value })}
        />
      </div>
    </div>
  );
}

/** One line where there is one address only. */
function SenderRow({ draft, onEdit }: Pick<HeadFieldsProps, 'draft' | 'onEdit'>) {
  const t = useT();
  const { data, isPending } = useApi('listLetterSenders', {});
  const senders = data?.items ?? [];
  const choices = senders.flatMap((sender) =>
    sender.addresses.map((address, index) => ({
      value: `${sender.accountId} ${address}`,
      label: nameOf(sender, address),
      sender,
      address: index === 0 ? null : address,
    })),
  );
  const own = senders.find(({ accountId }) => accountId === draft.accountId);
  const address = draft.fromAddress ?? own?.addresses[0] ?? '';
  const chosen = own ? `${own.accountId} ${address}` : undefined;
  return (
    <div className={s.row}>
      <label className={s.label} htmlFor="letter-from">
        {t('letters.from')}
      </label>
      <Select
        id="letter-from"
        className={s.grow ?? ''}
        variant="borderless"
        loading={isPending}
        value={choices.some(({ value }) => value === chosen) ? chosen : undefined}
        placeholder={t(senders.length === 0 && !isPending ? 'letters.noAccount' : 'letters.chooseAccount')}
        options={choices}
        onChange={(_, option) => {
          if (option && !Array.isArray(option))
            onEdit({ accountId: option.sender.accountId, fromAddress: option.address });
        }}
        optionRender={({ label, data: option }) => (
          <span>
            {label}
            {option.sender.obstacle && (
              <span className={s.obstacle}> · {t(`letters.obstacle.${option.sender.obstacle}`)}</span>
            )}
          </span>
        )}
      />
    </div>
  );
}

function nameOf({ name, ownerName }: LetterSender, address: string): string {
  const who = ownerName ?? name;
  return who ? `${who} <${address}>` : address;
}
