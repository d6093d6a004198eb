import { useEffect, useState } from 'react';

/** Time between two askings, in milliseconds. */
const EVERY_MS = 500;

/** What `ask` answers, asked again and again while it is on the screen; null until the first answer. Keep its identity. */
export function usePolled<T>(ask: () => Promise<T>): T | null {
  const [answer, setAnswer] = useState<T | null>(null);
  useEffect(() => {
    let over = false;
    let due: ReturnType<typeof setTimeout> | undefined;
    const poll = async (): Promise<void> => {
      const next = await ask();
      if (over) return;
      setAnswer(next);
      due = setTimeout(() => void poll(), EVERY_MS);
    };
    setAnswer(null);
    void poll();
    return () => {
      over = true;
      clearTimeout(due);
    };
  }, [ask]);
  return answer;
}
