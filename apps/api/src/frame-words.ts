/** What a frame says when its page cannot be shown, by error code. Plain text: no markup, no value of a request. */
import type { ErrorCode } from '@tradepost/contract';

export type FrameLocale = 'en' | 'zh-CN';
export interface FrameWords {
  readonly title: string;
  readonly text: string;
}

const WORDS: Record<FrameLocale, { readonly other: FrameWords } & Partial<Record<ErrorCode, FrameWords>>> = {
  en: {
    'not-found': {
      title: 'There is nothing to show here',
      text: 'The mail has no such view, or it belongs to someone else.',
    },
    unauthenticated: { title: 'Please sign in again', text: 'Your session has ended. Load the page again.' },
    forbidden: { title: 'You may not see this', text: 'Your role does not allow it.' },
    unprocessable: {
      title: 'This mail cannot be laid out',
      text: 'It is too large or too tangled. Read its text, or download the original: it is whole.',
    },
    'too-many-requests': { title: 'Too many requests', text: 'Wait a minute, then open the mail again.' },
    unavailable: {
      title: 'The server is busy',
      text: 'Nothing was lost. Open the mail again in a moment.',
    },
    other: {
      title: 'This view could not be shown',
      text: 'Nothing was lost. Read the text of the mail, or download the original.',
    },
  },
  'zh-CN': {
    'not-found': { title: '这里没有可显示的内容', text: '该邮件没有此视图，或者不属于您。' },
    unauthenticated: { title: '请重新登录', text: '登录已过期，请刷新页面。' },
    forbidden: { title: '无权查看', text: '您的角色没有此权限。' },
    unprocessable: {
      title: '该邮件无法排版显示',
      text: '邮件过大或结构过于复杂，请查看纯文本，或下载完整的原始邮件。',
    },
    'too-many-requests': { title: '请求过于频繁', text: '请稍等一分钟后再打开。' },
    unavailable: { title: '服务器繁忙', text: '没有丢失任何内容，请稍后再打开该邮件。' },
    other: { title: '该视图无法显示', text: '没有丢失任何内容，请查看纯文本，或下载原始邮件。' },
  },
};

export const frameWords = (locale: FrameLocale, code: ErrorCode): FrameWords =>
  WORDS[locale][code] ?? WORDS[locale].other;
