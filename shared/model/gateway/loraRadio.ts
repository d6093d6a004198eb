import { countOf, factsOf, type GatewayFact } from './gatewayMessage.ts';
import { type JsonObject, listAt, numberAt, objectAt, textAt } from './readJson.ts';

/** SNR in dB below which a LoRa receiver loses the signal, by spreading factor (Semtech SX1276 data sheet, table 13). */
const LOWEST_SNR: Readonly<Record<number, number>> = { 6: -5, 7: -7.5, 8: -10, 9: -12.5, 10: -15, 11: -17.5, 12: -20 };
/** dB above it that weather and movement take. */
const SMALL_MARGIN = 3;
/** dBm at the gateway above which the receiver may be overdriven. */
const TOO_STRONG = -20;

/** The reception with the best SNR. */
function best(event: JsonObject): JsonObject | undefined {
  const one = objectAt(event, 'rxInfo');
  const all = 'rssi' in one ? [one] : listAt(event, 'rxInfo');
  return [...all].sort((a, b) => (numberAt(b, 'snr') ?? 0) - (numberAt(a, 'snr') ?? 0))[0];
}

const lora = (event: JsonObject): JsonObject => objectAt(objectAt(objectAt(event, 'txInfo'), 'modulation'), 'lora');

const minus = (value: number): string => String(value).replace('-', '−');

/** `; heard by 2 gateways, best −67 dBm, SNR 9.5 dB`; '' when nobody says. */
export function radioWords(event: JsonObject): string {
  const at = best(event);
  if (at === undefined) return '';
  const gateways = Math.max(1, listAt(event, 'rxInfo').length);
  const rssi = numberAt(at, 'rssi');
  const level = rssi === null ? '' : `, ${gateways > 1 ? 'best ' : ''}${minus(rssi)} dBm`;
  // Protobuf's JSON leaves zeroes out.
  return `; heard by ${countOf(gateways, 'gateway')}${level}, SNR ${minus(numberAt(at, 'snr') ?? 0)} dB`;
}

export function radioFacts(event: JsonObject): readonly GatewayFact[] {
  const at = best(event) ?? {};
  const spreading = numberAt(lora(event), 'spreadingFactor');
  const bandwidth = numberAt(lora(event), 'bandwidth');
  const frequency = numberAt(objectAt(event, 'txInfo'), 'frequency');
  return factsOf({
    gateway: textAt(at, 'gatewayId'),
    frequency: frequency === null ? null : `${frequency / 1_000_000} MHz`,
    modulation:
      spreading === null ? null : `LoRa SF${spreading}${bandwidth === null ? '' : `, ${bandwidth / 1000} kHz`}`,
  });
}

export function radioHints(event: JsonObject): readonly string[] {
  const at = best(event);
  const spreading = numberAt(lora(event), 'spreadingFactor');
  if (at === undefined) return [];
  const floor = LOWEST_SNR[spreading ?? 0];
  const margin = floor === undefined ? null : (numberAt(at, 'snr') ?? 0) - floor;
  const rssi = numberAt(at, 'rssi') ?? -100;
  return [
    ...(margin !== null && margin < SMALL_MARGIN
      ? [
          `Only ${minus(Number(margin.toFixed(1)))} dB above the least SNR for SF${spreading} (${minus(floor ?? 0)} dB): frames will be lost. Look at the antenna, the place, or let ADR choose a slower data rate.`,
        ]
      : []),
    ...(rssi > TOO_STRONG
      ? [
          'The device is too close to the gateway: an overdriven receiver hears it on wrong channels too. Keep some metres.',
        ]
      : []),
  ];
}
