import type { Clock } from '#shared/base/clock.ts';
import type { ControlLines, SerialPortHandle } from './serialBackend.ts';

const INTERVAL_MS = 1000;

/**
 * Looks at CTS, DSR and DCD at once and then every `everyMs` (a second), and reports what changed. Null: the port cannot tell; then it
 * is not asked again. The answer stops it.
 */
export function watchLines(
  clock: Pick<Clock, 'after'>,
  handle: Pick<SerialPortHandle, 'getLines'>,
  everyMs: number | undefined,
  report: (lines: ControlLines | null) => void,
): () => void {
  let stopped = false;
  let cancel = (): void => undefined;
  let last: ControlLines | null = null;
  const look = async (): Promise<void> => {
    const result = await handle.getLines();
    if (stopped) return;
    if (!result.ok) {
      report(null);
      return;
    }
    const { cts, dsr, dcd } = result.value;
    if (last === null || cts !== last.cts || dsr !== last.dsr || dcd !== last.dcd) {
      last = { cts, dsr, dcd };
      report(last);
    }
    cancel = clock.after(everyMs ?? INTERVAL_MS, () => void look());
  };
  void look();
  return () => {
    stopped = true;
    cancel();
  };
}
