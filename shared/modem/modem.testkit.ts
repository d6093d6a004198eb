import { createFakeClock, type FakeClock } from '#test/fakes/fakeClock.ts';
import { latin1Bytes, latin1Text } from '../base/latin1.ts';
import { createSeededRandom } from '../base/seededRandom.ts';
import { createModem } from './createModem.ts';
import { type FaultPoints, NO_FAULTS } from './faults/faultPoints.ts';
import type { ModemNetwork } from './modemNetwork.ts';
import { DEFAULT_MODEM_SETTINGS, type ModemSettings } from './modemSettings.ts';
import type { SimModem } from './simModem.ts';

/** A modem on a fake clock, for tests. */
export interface ModemUnderTest {
  readonly clock: FakeClock;
  readonly modem: SimModem;
  /** Sends text (Latin-1), lets `ms` pass and gives what came since the last call. */
  say(text: string, ms?: number): string;
  /** A command with its CR; the answer without echo. */
  at(command: string, ms?: number): string;
  /** What came since the last call, after `ms`. */
  heard(ms?: number): string;
}

export interface ModemTestOptions {
  readonly settings?: Partial<ModemSettings>;
  readonly faults?: FaultPoints;
  readonly network?: ModemNetwork;
  /** The clock the network runs on, too. */
  readonly clock?: FakeClock;
  /** Let it boot and register first, with the banner read; true when absent. */
  readonly booted?: boolean;
}

const nothing = (): never => {
  throw new Error('this test has no network');
};
const NO_NETWORK: ModemNetwork = {
  resolve: nothing,
  connect: nothing,
  bindUdp: nothing,
  listen: nothing,
  ping: nothing,
};

export function startModem({
  settings,
  faults,
  network,
  clock = createFakeClock(),
  booted = true,
}: ModemTestOptions = {}): ModemUnderTest {
  let heard = '';
  const modem = createModem(
    {
      clock,
      random: createSeededRandom(1),
      network: network ?? NO_NETWORK,
      faults: faults ?? NO_FAULTS,
      toHost(bytes) {
        heard += latin1Text(bytes);
      },
    },
    { ...DEFAULT_MODEM_SETTINGS, ...settings },
  );
  const take = (ms: number): string => {
    clock.advance(ms);
    const text = heard;
    heard = '';
    return text;
  };
  const say = (text: string, ms = 50): string => {
    modem.receive(latin1Bytes(text));
    return take(ms);
  };
  modem.powerOn();
  if (booted) take(20_000);
  return {
    clock,
    modem,
    say,
    at(command, ms) {
      const text = say(`${command}\r`, ms);
      return text.startsWith(`${command}\r`) ? text.slice(command.length + 1) : text;
    },
    heard: (ms = 0) => take(ms),
  };
}
