import { useEffect } from 'react';
import { usePorts } from '#renderer/app/services.ts';

const REFRESH_MS = 3000;

/** Lists the ports again and again while the component is there: a board may be plugged in meanwhile. */
export function usePortWatch(): void {
  const refresh = usePorts((slice) => slice.refresh);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [refresh]);
}
