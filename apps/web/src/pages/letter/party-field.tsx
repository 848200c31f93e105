import { LETTER_LIMITS, type LetterParty } from '@tradepost/contract';
import { Select, Tag } from 'antd';
import { useId, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useSettled } from '../../components/use-settled.ts';
import s from './composer.module.css';
import { addParties, isAddress, parseParties } from './parse-parties.ts';
import type { Person } from './use-people.ts';

interface PartyFieldProps {
  label: string;
  value: readonly LetterParty[];
  people: readonly Person[];
  autoFocus?: boolean;
  onChange: (value: LetterParty[]) => void;
}

/** Addresses, each a tag; what is typed is completed from those one may know. */
export function PartyField({ label, value, people, autoFocus = false, onChange }: PartyFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const found = useFound(typed);
  const add = (text: string) => {
    setTyped('');
    const parties = parseParties(text);
    if (parties.length > 0) onChange(addParties(value, parties, LETTER_LIMITS.recipients));
  };
  const choices = [...people, ...found].filter(
    ({ address }, index, all) => all.findIndex((other) => other.address === address) === index,
  );
  const names = new Map(choices.map((person) => [person.address, person]));
  return (
    <>
      <label className={s.label} htmlFor={id}>
        {label}
      </label>
      <div
        className={s.grow}
        onPasteCapture={(event) => {
          const text = event.clipboardData.getData('text/plain');
          if (!/[@,;]/.test(text)) return;
          event.preventDefault();
          add(text);
        }}
      >
        <Select<string[]>
          id={id}
          style={{ width: '100%' }}
          mode="multiple"
          variant="borderless"
          suffixIcon={null}
          notFoundContent={null}
          autoFocus={autoFocus}
          value={value.map(({ address }) => address)}
          showSearch={{
            searchValue: typed,
            onSearch: (text) => (/[,;，；\n]/.test(text) ? add(text) : setTyped(text)),
            filterOption: (text, option) => matches(names.get(String(option?.value)), text),
          }}
          options={choices.map(({ address, name, hint }) => ({
            value: address,
            label: name ?? address,
            hint,
          }))}
          optionRender={({ value: address, label: name, data: { hint } }) => (
            <span className={s.choice}>
              <span>
                {typeof name === 'string' ? name : ''}{' '}
                <span className={s.faint}>{name === address ? '' : String(address)}</span>
              </span>
              <span className={s.faint}>{hint}</span>
            </span>
          )}
          tagRender={({ value: address, onClose }) => {
            const party = value.find((one) => one.address === address);
            const bad = !isAddress(String(address));
            return (
              <Tag
                closable
                className={s.party ?? ''}
                {...(bad ? { color: 'error' } : {})}
                title={String(address)}
                onMouseDown={(event) => event.preventDefault()}
                onClose={onClose}
              >
                {party?.name ?? names.get(String(address))?.name ?? String(address)}
              </Tag>
            );
          }}
          onChange={(addresses) => {
            setTyped('');
            onChange(
              addresses.map(
                (address) =>
                  value.find((party) => party.address === address) ?? {
                    address,
                    name: names.get(address)?.name ?? null,
                  },
              ),
            );
          }}
          onInputKeyDown={(event) => {
            const text = typed.trim();
            if (text === '' || !(event.key === 'Tab' || (event.key === 'Enter' && isAddress(text)))) return;
            if (event.key === 'Enter') event.preventDefault();
            event.stopPropagation();
            add(text);
          }}
          onBlur={() => typed.trim() !== '' && add(typed)}
        />
      </div>
    </>
  );
}

function matches(person: Person | undefined, text: string): boolean {
  if (person === undefined) return false;
  const wanted = text.trim().toLowerCase();
  return `${person.name ?? ''} ${person.address}`.toLowerCase().includes(wanted);
}

/** Contacts of other customers that one may see. */
function useFound(typed: string): readonly Person[] {
  const search = useSettled(typed.trim(), 250);
  const { data } = useApi('findAnywhere', { query: { q: search } }, { enabled: search.length >= 2 });
  return (data?.contacts ?? []).flatMap(({ address, name, customerName }) =>
    address === null ? [] : [{ address, name, hint: customerName }],
  );
}
