import type { Clock } from '#shared/base/clock.ts';
import type { AtlogRecord } from '#shared/model/atlog.ts';
import { createModem } from '#shared/modem/createModem.ts';
import { createFaults } from '#shared/modem/faults/createFaults.ts';
import type { FaultSpec } from '#shared/modem/faults/faultSpec.ts';
import type { LinkProfile } from '#shared/modem/link/linkProfile.ts';
import { shapeNetwork } from '#shared/modem/link/shapeNetwork.ts';
import { mapNetwork, type NetMapping } from '#shared/modem/mapNetwork.ts';
import type { ModemProfileName } from '#shared/modem/modemProfile.ts';
import { DEFAULT_MODEM_SETTINGS } from '#shared/modem/modemSettings.ts';
import { createReplayModem } from '#shared/modem/replay/createReplayModem.ts';
import type { UartDevice } from '#shared/modem/simModem.ts';
import { createNodeModemNetwork } from './nodeModemNetwork.ts';

/** Which modem is played. */
export type PlayedModem = SimulatedModemOptions | RecordedModemOptions;

export interface SimulatedModemOptions {
  readonly type: 'simulated';
  readonly profile: ModemProfileName;
  /** Where dialled hosts are to be found instead. */
  readonly mappings: readonly NetMapping[];
  /** What lies between it and its network; null: nothing. */
  readonly link: LinkProfile | null;
  /** Armed before it is powered. */
  readonly faults: readonly FaultSpec[];
}

export interface RecordedModemOptions {
  readonly type: 'recorded';
  readonly records: readonly AtlogRecord[];
  /** How many times faster than it was recorded. */
  readonly speed: number;
}

/** Its UART. */
export interface PlayedLine {
  /** What it speaks at first. */
  readonly baud: number;
  readonly toHost: (bytes: Uint8Array) => void;
  /** Absent on an endpoint without a speed. */
  readonly onBaud?: (baud: number) => void;
}

export interface PlayingModem {
  readonly device: UartDevice;
  /** It has booted and registered; a recorded one is so at once. */
  readonly settled: () => boolean;
}

/** Makes the modem, not yet powered. Throws when more faults are asked for than can be armed. */
export function createPlayedModem(clock: Clock, played: PlayedModem, line: PlayedLine): PlayingModem {
  const { baud, toHost, onBaud } = line;
  if (played.type === 'recorded') {
    const device = createReplayModem({ clock, toHost, speed: played.speed }, played.records);
    return { device, settled: () => true };
  }
  const { profile, mappings, link } = played;
  const random = Math.random;
  const faults = createFaults({ clock, random });
  for (const spec of played.faults) {
    if (faults.arm(spec) === null) throw new Error('These are more faults than can be armed at once.');
  }
  const reached = mapNetwork(createNodeModemNetwork({ clock }), mappings);
  const network = link === null ? reached : shapeNetwork(reached, { clock, random, profile: () => link });
  const device = createModem(
    { clock, random, network, faults: faults.points, toHost, ...(onBaud === undefined ? {} : { onBaud }) },
    { ...DEFAULT_MODEM_SETTINGS, profile, baud },
  );
  return { device, settled: () => device.state().operator !== '' };
}
