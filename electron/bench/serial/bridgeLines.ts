import type { LinkSide } from '#shared/contract/serial.ts';
import type { NoteKind } from '#shared/model/row.ts';
import type { Both } from './pairPorts.ts';
import type { PortKeeper } from './portKeeper.ts';
import type { ControlLines } from './serialBackend.ts';

/** How often the lines are looked at, in milliseconds: a modem is to be woken 20 ms and more before it is spoken to. */
export const LINES_EVERY_MS = 20;

const OTHER = { mcu: 'modem', modem: 'mcu' } as const;

/**
 * Drives DTR and RTS of each side as the device on the other side drives its own: they arrive at DSR and CTS of the port it is
 * connected to. With hardware flow control a port's RTS is the driver's own affair. Each side's states are set one after the
 * other, the newest last.
 */
export function createBridgeLines(
  keepers: Both<PortKeeper>,
  note: (kind: NoteKind, text: string) => void,
): (from: LinkSide, lines: ControlLines) => void {
  let told = false;
  const wanted: Record<LinkSide, { readonly dtr: boolean; readonly rts: boolean | null } | null> = {
    mcu: null,
    modem: null,
  };
  const setting: Record<LinkSide, boolean> = { mcu: false, modem: false };

  const set = async (side: LinkSide): Promise<void> => {
    if (setting[side]) return;
    setting[side] = true;
    for (let next = wanted[side]; next !== null; next = wanted[side]) {
      wanted[side] = null;
      const result = await keepers[side].control(next);
      if (result.ok || result.error.code === 'not-open' || told) continue;
      told = true;
      note('warning', `DTR and RTS are not passed on to ${keepers[side].path}. ${result.error.message}`);
    }
    setting[side] = false;
  };

  return (from, { cts, dsr }) => {
    const to = OTHER[from];
    wanted[to] = { dtr: dsr, rts: keepers[to].settings.flow === 'rtscts' ? null : cts };
    void set(to);
  };
}
