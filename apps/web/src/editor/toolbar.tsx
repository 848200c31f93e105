import {
  AlignCenterOutlined,
  AlignLeftOutlined,
  AlignRightOutlined,
  BgColorsOutlined,
  BoldOutlined,
  ClearOutlined,
  EllipsisOutlined,
  FontColorsOutlined,
  FontSizeOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  PictureOutlined,
  RedoOutlined,
  StrikethroughOutlined,
  TableOutlined,
  UnderlineOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Dropdown, type MenuProps } from 'antd';
import { redo, undo } from 'prosemirror-history';
import type { Command } from 'prosemirror-state';
import { useRef } from 'react';
import { useT } from '../i18n/language.tsx';
import { ColourMenu } from './colour-menu.tsx';
import * as c from './commands.ts';
import s from './editor.module.css';
import type { OpenEditor } from './open-editor.ts';
import { markType } from './plugins.ts';
import { TableMenu } from './table-menu.tsx';
import { Tool } from './tool.tsx';

interface ToolbarProps {
  editor: OpenEditor;
  onLink: () => void;
  onPictures?: (files: File[]) => void;
}

const MARK_ICONS = {
  strong: <BoldOutlined />,
  em: <ItalicOutlined />,
  underline: <UnderlineOutlined />,
  strike: <StrikethroughOutlined />,
} as const;
const SHORTCUTS = { strong: ' (Ctrl+B)', em: ' (Ctrl+I)', underline: ' (Ctrl+U)', strike: '' } as const;

export function Toolbar({ editor, onLink, onPictures }: ToolbarProps) {
  const t = useT();
  const { view } = editor;
  const { state } = view;
  const input = useRef<HTMLInputElement>(null);
  const run = (command: Command) => () => {
    command(view.state, view.dispatch, view);
    view.focus();
  };
  const more: MenuProps['items'] = [
    { key: 'heading', label: t('editor.heading'), onClick: run(c.setHeading(2)) },
    { key: 'normal', label: t('editor.normal'), onClick: run(c.setHeading(null)) },
    { key: 'quote', label: t('editor.quote'), onClick: run(c.quote) },
    { type: 'divider' },
    {
      key: 'left',
      icon: <AlignLeftOutlined />,
      label: t('editor.alignStart'),
      onClick: run(c.setBlock({ align: null })),
    },
    {
      key: 'centre',
      icon: <AlignCenterOutlined />,
      label: t('editor.alignCentre'),
      onClick: run(c.setBlock({ align: 'center' })),
    },
    {
      key: 'right',
      icon: <AlignRightOutlined />,
      label: t('editor.alignRight'),
      onClick: run(c.setBlock({ align: 'right' })),
    },
    { type: 'divider' },
    { key: 'rtl', label: t('editor.rightToLeft'), onClick: run(c.setBlock({ dir: 'rtl' })) },
    { key: 'ltr', label: t('editor.leftToRight'), onClick: run(c.setBlock({ dir: 'ltr' })) },
    { type: 'divider' },
    { key: 'plain', icon: <ClearOutlined />, label: t('editor.plain'), onClick: run(c.plain) },
    { key: 'redo', icon: <RedoOutlined />, label: t('editor.redo'), onClick: run(redo) },
  ];
  const image = c.chosenImage(state);
  return (
    <div className={s.tools} role="toolbar" aria-label={t('editor.tools')}>
      {c.MARKS.map((name) => (
        <Tool
          key={name}
          label={t(`editor.${name}`) + SHORTCUTS[name]}
          icon={MARK_ICONS[name]}
          pressed={c.isMarked(state, markType(name))}
          onPress={run(c.toggle(name))}
        />
      ))}
      <ColourMenu
        label={t('editor.colour')}
        icon={<FontColorsOutlined />}
        onPick={(value) => run(c.setMark('colour', value))()}
      />
      <ColourMenu
        light
        label={t('editor.highlight')}
        icon={<BgColorsOutlined />}
        onPick={(value) => run(c.setMark('highlight', value))()}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: (['small', 'normal', 'large', 'huge'] as const).map((size) => ({
            key: size,
            label: t(`editor.size.${size}`),
            onClick: run(c.setMark('size', size === 'normal' ? null : size)),
          })),
        }}
      >
        <Tool label={t('editor.size')} icon={<FontSizeOutlined />} onPress={() => undefined} />
      </Dropdown>
      <span className={s.gap} />
      <Tool
        label={t('editor.bullets')}
        icon={<UnorderedListOutlined />}
        pressed={c.isInList(state, 'bullet_list')}
        onPress={run(c.toggleList('bullet_list'))}
      />
      <Tool
        label={t('editor.numbers')}
        icon={<OrderedListOutlined />}
        pressed={c.isInList(state, 'ordered_list')}
        onPress={run(c.toggleList('ordered_list'))}
      />
      <TableMenu inTable={c.isInTable(state)} icon={<TableOutlined />} run={(command) => run(command)()} />
      <Tool
        label={`${t('editor.link')} (Ctrl+K)`}
        icon={<LinkOutlined />}
        pressed={c.linkAt(state) !== null}
        onPress={onLink}
      />
      {onPictures && (
        <>
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/gif,image/webp"
            multiple
            hidden
            aria-label={t('editor.picture')}
            onChange={({ target }) => {
              onPictures([...(target.files ?? [])]);
              target.value = '';
            }}
          />
          <Tool
            label={t('editor.picture')}
            icon={<PictureOutlined />}
            onPress={() => input.current?.click()}
          />
        </>
      )}
      <span className={s.gap} />
      <Tool label={`${t('editor.undo')} (Ctrl+Z)`} icon={<UndoOutlined />} onPress={run(undo)} />
      <Dropdown trigger={['click']} menu={{ items: more }}>
        <Tool label={t('common.more')} icon={<EllipsisOutlined />} onPress={() => undefined} />
      </Dropdown>
      {image && (
        <span className={s.widths}>
          {([200, 400, 640] as const).map((width) => (
            <button
              key={width}
              type="button"
              className={`${s.width} ${image.node.attrs['width'] === width ? s.pressed : ''}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={run(c.setImageWidth(width))}
            >
              {t('editor.pixels', { width })}
            </button>
          ))}
        </span>
      )}
    </div>
  );
}
