import type { Clock } from '#shared/base/clock.ts';
import { err, ok } from '#shared/base/result.ts';
import { createModem } from '#shared/modem/createModem.ts';
import type { FaultPoints } from '#shared/modem/faults/faultPoints.ts';
import type { ModemNetwork } from '#shared/modem/modemNetwork.ts';
import { MODEM_PROFILE_NAMES, type ModemProfileName } from '#shared/modem/modemProfile.ts';
import { DEFAULT_MODEM_SETTINGS, type ModemSettings } from '#shared/modem/modemSettings.ts';
import type { SimModem } from '#shared/modem/simModem.ts';
import type { SerialBackend } from '../serial/serialBackend.ts';
import { createSimPort } from './simPort.ts';

export interface SimBackendDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly network: ModemNetwork;
  /** What is armed for the modems behind `sim:` ports. */
  readonly faults: FaultPoints;
  /** Where a modem is other than usual. */
  readonly settings?: Partial<ModemSettings>;
  /** A modem was made for a port that is being opened. */
  readonly onModem?: (path: string, modem: SimModem) => void;
  /** Something to show of a modem changed. */
  readonly onChange?: () => void;
}

const PREFIX = 'sim:';
const profileOf = (path: string): ModemProfileName | undefined =>
  MODEM_PROFILE_NAMES.find((name) => path === `${PREFIX}${name}`);

/** The ports of `backend`, and a simulated modem of each family: `sim:sim7600`, `sim:a76xx`. Each opening makes a new one. */
export function withSimulatedPorts(deps: SimBackendDeps, backend: SerialBackend): SerialBackend {
  return {
    async list() {
      const { ports, warning } = await backend.list();
      return { ports: [...ports, ...MODEM_PROFILE_NAMES.map((name) => ({ path: `${PREFIX}${name}` }))], warning };
    },
    async open(request) {
      const { path, settings } = request;
      if (!path.startsWith(PREFIX)) return backend.open(request);
      const profile = profileOf(path);
      if (profile === undefined) {
        const names = MODEM_PROFILE_NAMES.map((name) => `${PREFIX}${name}`).join(' or ');
        return err('bad-path', `There is no simulated modem "${path}". Type ${names}.`);
      }
      return ok(
        createSimPort({
          ...{ clock: deps.clock, baud: settings.baud },
          makeDevice(line) {
            const modem = createModem({ ...deps, ...line }, { ...DEFAULT_MODEM_SETTINGS, profile, ...deps.settings });
            deps.onModem?.(path, modem);
            return modem;
          },
        }),
      );
    },
  };
}
