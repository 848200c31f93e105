/** The look: ink on paper, one blue, and colour only where it says something. Mirrors styles/base.css. */
import type { ThemeConfig } from 'antd';

const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export const theme: ThemeConfig = {
  cssVar: { key: 'tp' },
  hashed: false,
  token: {
    fontFamily: FONT,
    fontSize: 14,
    colorPrimary: '#1b5876',
    colorInfo: '#1b5876',
    colorLink: '#1b5876',
    colorSuccess: '#237a4b',
    colorWarning: '#a45f00',
    colorError: '#b3362b',
    colorPrimaryBg: '#eaf1f4',
    colorPrimaryBgHover: '#dce8ed',
    colorPrimaryBorder: '#b9d0db',
    colorInfoBg: '#eef4f7',
    colorInfoBorder: '#c6d9e2',
    colorSuccessBg: '#ebf5ef',
    colorSuccessBorder: '#b9dac6',
    colorWarningBg: '#fdf5e7',
    colorWarningBorder: '#ecd3a5',
    colorErrorBg: '#fdf1ef',
    colorErrorBorder: '#efc7c1',
    colorTextBase: '#1c2429',
    colorBgLayout: '#f4f5f3',
    colorBorder: '#cfd5d6',
    colorBorderSecondary: '#e4e7e6',
    colorTextSecondary: '#525f66',
    colorTextTertiary: '#667278',
    colorTextDescription: '#5c686e',
    colorTextPlaceholder: '#75818a',
    borderRadius: 6,
    controlHeight: 34,
    wireframe: false,
    motionDurationMid: '0.14s',
    motionDurationSlow: '0.2s',
  },
  components: {
    Alert: { defaultPadding: '7px 12px', withDescriptionPadding: '10px 14px', withDescriptionIconSize: 18 },
    Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Drawer: { footerPaddingBlock: 12 },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
    Segmented: { trackBg: '#e9ecea' },
  },
};

/** For who wants no motion. Antd must know: styles/base.css takes away the transitions whose end it would wait for. */
export const stillTheme: ThemeConfig = { ...theme, token: { ...theme.token, motion: false } };
