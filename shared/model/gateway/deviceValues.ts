import type { GatewayFact } from './gatewayMessage.ts';
import { type JsonObject, shortValue } from './readJson.ts';

/** Units that Zigbee2MQTT's and most LoRa codecs' names stand for. Voltage has none: battery devices give mV, plugs V. */
const UNITS: Readonly<Record<string, string>> = {
  temperature: '°C',
  device_temperature: '°C',
  local_temperature: '°C',
  humidity: '%',
  soil_moisture: '%',
  battery: '%',
  pressure: 'hPa',
  illuminance: 'lx',
  power: 'W',
  energy: 'kWh',
  current: 'A',
  co2: 'ppm',
  voc: 'ppb',
  pm25: 'µg/m³',
};

/** What yes and no mean where the name leaves it open. */
const YES_NO: Readonly<Record<string, readonly [string, string]>> = {
  contact: ['closed', 'open'],
  occupancy: ['occupied', 'clear'],
  presence: ['present', 'clear'],
  water_leak: ['leak', 'dry'],
  smoke: ['smoke', 'clear'],
  battery_low: ['low', 'fine'],
  tamper: ['tampered', 'fine'],
  vibration: ['shaking', 'still'],
};

/** The readings of a device's state, named and with units; nested ones as short JSON. */
export const deviceValues = (state: JsonObject, without: readonly string[] = []): readonly GatewayFact[] =>
  Object.entries(state)
    .filter(([name, value]) => !without.includes(name) && value !== null && value !== '')
    .slice(0, MAX_VALUES)
    .map(([name, value]) => ({ name: name.replaceAll('_', ' '), value: valueText(name, value) }));
const MAX_VALUES = 40;

function valueText(name: string, value: unknown): string {
  if (typeof value === 'boolean') {
    const [yes, no] = YES_NO[name] ?? ['yes', 'no'];
    return value ? yes : no;
  }
  const unit = typeof value === 'number' ? UNITS[name] : undefined;
  return unit === undefined ? shortValue(value) : `${value} ${unit}`;
}

/** The first readings for a sentence: `temperature 27.34 °C, humidity 44.72 %`. */
export function inSentence(values: readonly GatewayFact[], most = 4): string {
  const shown = values.slice(0, most).map(({ name, value }) => `${name} ${value}`);
  const more = values.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
