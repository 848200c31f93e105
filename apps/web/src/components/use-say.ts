import { App } from 'antd';
import { useErrorWords } from './error-notice.tsx';

/** Short words at the top of the page: what was done, or why it was not. */
export function useSay() {
  const { message, notification } = App.useApp();
  const words = useErrorWords();
  return {
    done: (text: string) => void message.success(text),
    /** Not done, for a reason that the page itself knows. */
    refused: (title: string) => notification.warning({ title, placement: 'top', role: 'alert' }),
    failed: (error: unknown) => {
      const { title, text } = words(error);
      notification.error({ title, description: text, placement: 'top', role: 'alert' });
    },
  };
}
