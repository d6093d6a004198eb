import { readFile } from 'node:fs/promises';
import { createCaptureLog } from '#bench/capture/createCaptureLog.ts';
import { createSerialService } from '#bench/serial/createSerialService.ts';
import { createNodeSerialBackend } from '#bench/serial/nodeSerialBackend.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import { DEFAULT_SERIAL_SETTINGS, type SerialLink, type SerialOpenInput } from '#shared/contract/serial.ts';
import type { Row } from '#shared/model/row.ts';
import { rowAt } from '#shared/model/rowChunk.ts';

/** The serial service with this machine's ports, the real clock and the real log. */
export function createRealSerial() {
  const clock = createSystemClock();
  const log = createCaptureLog({ clock, limits: { tailBytes: 64 * 1_048_576 } });
  const files = { readText: (path: string) => readFile(path, 'utf8').catch(() => null) };
  const backend = createNodeSerialBackend({ clock, files, platform: process.platform });
  const service = createSerialService({ clock, log, backend, sampleCaptures: [], onChange: () => undefined });
  const tryOpen = (change: Partial<SerialOpenInput> & { readonly path: string }) =>
    Promise.resolve(
      service.handlers['serial.open']({
        ...{ settings: DEFAULT_SERIAL_SETTINGS, role: 'modem', dtr: null, rts: null, reconnect: true, loop: false },
        ...change,
      }),
    );
  const side = (path: string) => ({ path, settings: DEFAULT_SERIAL_SETTINGS, dtr: null, rts: null });
  const linkOf = async (opening: ReturnType<typeof tryOpen>): Promise<number> => {
    const result = await opening;
    if (!result.ok) throw new Error(result.error.message);
    return result.value.link;
  };
  const rows = (link: number): readonly Row[] => {
    const found: Row[] = [];
    for (let seq = log.firstSeq; seq <= log.lastSeq; seq += 1) {
      const place = log.find(seq);
      const row = place === undefined ? undefined : rowAt(place.chunk, place.index);
      if (row?.link === link) found.push(row);
    }
    return found;
  };
  return {
    ...{ clock, service, handlers: service.handlers, log, tryOpen, rows },
    open: (change: Partial<SerialOpenInput> & { readonly path: string }): Promise<number> => linkOf(tryOpen(change)),
    tap: (mcu: string, modem: string): Promise<number> =>
      linkOf(
        Promise.resolve(service.handlers['serial.open-tap']({ mcu: side(mcu), modem: side(modem), reconnect: true })),
      ),
    bridge: (ports: { mcu: string; modem: string; rules?: readonly RewriteRule[] }): Promise<number> =>
      linkOf(
        Promise.resolve(
          service.handlers['serial.open-bridge']({
            ...{ mcu: side(ports.mcu), modem: side(ports.modem), reconnect: true, forwardLines: false },
            rules: [...(ports.rules ?? [])],
          }),
        ),
      ),
    state(link: number): SerialLink {
      const state = service.state().find((candidate) => candidate.link === link);
      if (state === undefined) throw new Error(`No link ${link}`);
      return state;
    },
    bytes: (link: number, dir: 'rx' | 'tx'): Uint8Array =>
      new Uint8Array(Buffer.concat(rows(link).flatMap((row) => (row.dir === dir ? [row.bytes] : [])))),
    notes: (link: number): readonly string[] =>
      rows(link).flatMap((row) => (row.lane === 'note' ? [`${row.kind}: ${row.text}`] : [])),
  };
}
