import { createFakeClock, type FakeClock } from '#test/fakes/fakeClock.ts';
import { createFakeNetwork, type FakeNetwork } from '../../fakeNetwork.testkit.ts';
import type { FaultPoints } from '../../faults/faultPoints.ts';
import { type ModemUnderTest, startModem } from '../../modem.testkit.ts';
import type { ModemProfileName } from '../../modemProfile.ts';
import type { ModemSettings } from '../../modemSettings.ts';
import { createFakeBroker, type FakeBroker } from '../../mqtt/fakeBroker.testkit.ts';

export const OK = '\r\nOK\r\n';
export const ERROR = '\r\nERROR\r\n';
/** A line of the modem. */
export const line = (text: string): string => `\r\n${text}\r\n`;

export interface MqttModem extends ModemUnderTest {
  readonly network: FakeNetwork;
  /** At `broker.example:1883`, and the same at 8883. */
  readonly broker: FakeBroker;
  readonly secure: FakeBroker;
  /** A command with a prompt and its data; what comes after the data. */
  give(command: string, data: string, ms?: number): string;
}

export interface MqttModemOptions {
  readonly profile?: ModemProfileName;
  readonly settings?: Partial<ModemSettings>;
  readonly clock?: FakeClock;
  readonly faults?: FaultPoints;
  /** How far to go before the test: the service, client 0, its connection. `connected` when absent. */
  readonly until?: 'booted' | 'started' | 'acquired' | 'connected';
}

export const CONNECT = 'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1';

/** A modem with a broker within reach. */
export function startMqttModem({
  profile = 'sim7600',
  settings,
  clock = createFakeClock(),
  faults,
  until = 'connected',
}: MqttModemOptions = {}): MqttModem {
  const network = createFakeNetwork(clock);
  const broker = createFakeBroker(clock, network, 'broker.example', 1883);
  const secure = createFakeBroker(clock, network, 'broker.example', 8883);
  const modem = startModem({
    ...{ clock, network, settings: { profile, ...settings } },
    ...(faults === undefined ? {} : { faults }),
  });
  const steps = ['AT+CMQTTSTART', 'AT+CMQTTACCQ=0,"meter-7"', CONNECT];
  const count = { booted: 0, started: 1, acquired: 2, connected: 3 }[until];
  for (const command of steps.slice(0, count)) modem.at(command, 3000);
  return {
    ...modem,
    ...{ network, broker, secure },
    give(command, data, ms) {
      const prompt = modem.at(command);
      if (prompt !== '\r\n>') throw new Error(`no prompt but ${prompt}`);
      return modem.say(data, ms);
    },
  };
}
