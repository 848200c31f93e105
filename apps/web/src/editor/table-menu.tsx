import { Dropdown, Popover } from 'antd';
import type { Command } from 'prosemirror-state';
import { type ReactNode, useState } from 'react';
import { useT } from '../i18n/language.tsx';
import { insertTable, TABLE_ACTIONS, type TableAction } from './commands.ts';
import s from './editor.module.css';
import { Tool } from './tool.tsx';

interface TableMenuProps {
  /** The cursor is in one. */
  inTable: boolean;
  icon: ReactNode;
  run: (command: Command) => void;
}

const MOST = 8;
const ACTIONS = Object.keys(TABLE_ACTIONS) as TableAction[];

/** Outside a table: how many rows and columns a new one gets. Within: what to do with this one. */
export function TableMenu({ inTable, icon, run }: TableMenuProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [size, setSize] = useState<{ rows: number; columns: number }>({ rows: 0, columns: 0 });
  if (inTable)
    return (
      <Dropdown
        trigger={['click']}
        menu={{
          items: ACTIONS.map((key) => ({
            key,
            label: t(`editor.table.${key}`),
            danger: key === 'remove',
            onClick: () => run(TABLE_ACTIONS[key]),
          })),
        }}
      >
        <Tool pressed label={t('editor.table')} icon={icon} onPress={() => undefined} />
      </Dropdown>
    );
  const pick = () => {
    setOpen(false);
    run(insertTable(size.rows, size.columns));
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      content={
        <div>
          <div className={s.grid} style={{ gridTemplateColumns: `repeat(${MOST}, 18px)` }}>
            {Array.from({ length: MOST * MOST }, (_, index) => {
              const [row, column] = [Math.floor(index / MOST) + 1, (index % MOST) + 1];
              const within = row <= size.rows && column <= size.columns;
              return (
                <button
                  key={index}
                  type="button"
                  className={`${s.cell} ${within ? s.within : ''}`}
                  aria-label={t('editor.tableSize', { rows: row, columns: column })}
                  onMouseEnter={() => setSize({ rows: row, columns: column })}
                  onFocus={() => setSize({ rows: row, columns: column })}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={pick}
                />
              );
            })}
          </div>
          <div className={s.gridSize}>{t('editor.tableSize', size)}</div>
        </div>
      }
    >
      <span>
        <Tool label={t('editor.table')} icon={icon} onPress={() => undefined} />
      </span>
    </Popover>
  );
}
