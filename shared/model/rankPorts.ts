import type { PortInfo } from '../contract/serial.ts';

/** What a person at a bench looks for, first to last. A UART without identity may not even be wired. */
const ORDER: readonly PortInfo['kind'][] = [
  'at',
  'vcp',
  'usb-serial',
  'cdc',
  'modem',
  'tcp',
  'sim',
  'player',
  'nmea',
  'diag',
  'audio',
  'uart',
];

/**
 * What to try when no port is known to take AT commands: the board's own serial converter, else a simulated
 * modem or a recorded capture.
 */
const NEXT_BEST: ReadonlySet<PortInfo['kind']> = new Set(['vcp', 'usb-serial', 'cdc', 'modem', 'sim', 'player']);

/** Recommended ports first, then by kind and number. Where none is recommended, the best of the others is. */
export function rankPorts(ports: readonly PortInfo[]): readonly PortInfo[] {
  const ranked = ports.toSorted(
    (a, b) =>
      Number(b.recommended) - Number(a.recommended) ||
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      a.path.localeCompare(b.path, 'en', { numeric: true }),
  );
  const first = ranked.find((port) => port.recommended || NEXT_BEST.has(port.kind));
  if (first === undefined || first.recommended) return ranked;
  return [{ ...first, recommended: true }, ...ranked.filter((port) => port !== first)];
}
