import type { ModemSession } from '../session/modemSession.ts';
import type { Radio, RadioMode } from '../session/radio.ts';
import type { Registration } from '../session/registration.ts';
import type { Signal } from '../session/signal.ts';

const OPERATION: Readonly<Record<RadioMode, string>> = {
  0: 'Low Power Mode',
  1: 'Online',
  4: 'Low Power Mode',
  5: 'Factory Test Mode',
  7: 'Offline',
};

/** `+CPSI: …` of the cell in use (V3.00 4.2.14), in the units of the family. */
export function servingCellLine(
  { settings, profile }: ModemSession,
  radio: Radio,
  { rat, cell }: Registration,
  signal: Signal,
): string {
  const operation = OPERATION[radio.mode];
  if (rat === null) return `+CPSI: NO SERVICE,${operation}`;
  const { mcc, mnc } = settings.network;
  const area = `0x${cell.area}`;
  const id = Number.parseInt(cell.id, 16);
  const head = `+CPSI: ${rat},${operation},${mcc}-${mnc},${area},${id}`;
  switch (rat) {
    case 'LTE':
      // 257: physical cell; 5: a channel of 20 MHz.
      return [head, 257, 'EUTRAN-BAND3', 1575, 5, 5, ...lteSignal(signal, profile.cpsi)].join(',');
    case 'WCDMA':
      return [head, 'WCDMA IMT 2000', 274, 10_788, 0, 6, -signal.rsrp, 34, 15, 500].map(whole).join(',');
    case 'GSM':
      return [head, '62 EGSM 900', signal.rssi, 0, '31-31'].join(',');
  }
}

const whole = (value: string | number): string => (typeof value === 'number' ? `${Math.round(value)}` : value);

/** RSRQ, RSRP, RSSI and signal to noise: tenths of a dB, or the positive indexes of 3GPP TS 36.133. */
function lteSignal({ rsrq, rsrp, rssi, sinr }: Signal, encoding: ModemSession['profile']['cpsi']): readonly number[] {
  const fields =
    encoding === 'tenths' ? [rsrq * 10, rsrp * 10, rssi * 10, sinr] : [rsrq * 2 + 40, rsrp + 140, rssi + 110, sinr];
  return fields.map((value) => Math.round(value));
}
