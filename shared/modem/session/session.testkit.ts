import { latin1Text } from '../../base/latin1.ts';
import { createSeededRandom } from '../../base/seededRandom.ts';
import { createDictionary } from '../../protocol/at/dictionary/dictionary.ts';
import { createFakeNetwork, type FakeNetwork } from '../fakeNetwork.testkit.ts';
import { type ArmedFaults, armFaults } from '../faults/armed.testkit.ts';
import { MODEM_PROFILES } from '../modemProfile.ts';
import { DEFAULT_MODEM_SETTINGS, type ModemSettings } from '../modemSettings.ts';
import { createSession } from './createSession.ts';
import { createNonVolatile } from './nonVolatile.ts';
import type { Subjects } from './subjects.ts';

/** One run of a modem whose subjects a test can reach, on a fake clock and network. */
export interface SessionUnderTest extends ArmedFaults {
  readonly subjects: Subjects;
  readonly network: FakeNetwork;
  /** What it said by itself since the last call, a line each. */
  said(): readonly string[];
  /** What it did with its power: `restart`, `off`. */
  readonly powered: readonly string[];
  end(): void;
}

export type NetworkSettings = Partial<ModemSettings['network']>;

/** `faults` in the words of the command line; 15 s of its life are over unless `fresh`. */
export function startSession(
  network: NetworkSettings = {},
  { faults = [], fresh = false }: { readonly faults?: readonly string[]; readonly fresh?: boolean } = {},
): SessionUnderTest {
  const armed = armFaults(...faults);
  const { clock } = armed;
  const far = createFakeNetwork(clock);
  const settings = { ...DEFAULT_MODEM_SETTINGS, network: { ...DEFAULT_MODEM_SETTINGS.network, ...network } };
  const powered: string[] = [];
  let text = '';
  const running = createSession({
    settings,
    store: createNonVolatile(settings, MODEM_PROFILES[settings.profile]),
    dictionary: createDictionary(settings.profile),
    ports: {
      clock,
      random: createSeededRandom(1),
      network: far,
      faults: armed.faults,
      toHost: () => undefined,
    },
    dtr: true,
    toHost(bytes) {
      text += latin1Text(bytes);
    },
    power: (action, sudden) => {
      powered.push(sudden === undefined ? action : `${action}, ${sudden}`);
    },
  });
  const said = (): readonly string[] => {
    clock.advance(1);
    const lines = text.split('\r\n').filter((line) => line !== '');
    text = '';
    return lines;
  };
  if (!fresh) {
    clock.advance(15_000);
    said();
  }
  return { ...armed, subjects: running.subjects, network: far, said, powered, end: () => running.end() };
}
