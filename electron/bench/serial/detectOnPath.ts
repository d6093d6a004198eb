import type { Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import type { Result } from '#shared/base/result.ts';
import { DEFAULT_SERIAL_SETTINGS, type SerialDetectOutput, type SerialOpenError } from '#shared/contract/serial.ts';
import { detectBaud } from './detectBaud.ts';
import { createLivePort } from './livePort.ts';
import type { SerialBackend } from './serialBackend.ts';

/** Opens a port to try speeds on it, and closes it again. `listen`: sends nothing. Nothing of it goes into the log. */
export async function detectOnPath(
  clock: Clock,
  backend: SerialBackend,
  { path, listen = false }: { readonly path: string; readonly listen?: boolean | undefined },
  rates: readonly number[],
): Promise<Result<SerialDetectOutput, SerialOpenError | 'not-open'>> {
  const opened = await backend.open({ path, settings: DEFAULT_SERIAL_SETTINGS, loop: false });
  if (!opened.ok) return opened;
  const data = createEmitter<Uint8Array>();
  let over = false;
  const end = (): void => {
    over = true;
  };
  const ignore = (): void => undefined;
  const live = createLivePort(
    { clock, note: ignore, onChange: ignore, onReplayedTx: ignore, onData: data.emit, onLost: end, onEnd: end },
    opened.value,
  );
  const line = {
    setBaud: live.setBaud,
    send: listen ? null : (bytes: Uint8Array): void => void live.write(bytes),
    onData: data.on,
    get over() {
      return over;
    },
  };
  return detectBaud(clock, line, rates).finally(() => live.close());
}
