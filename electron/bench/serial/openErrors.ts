import { type Err, err } from '#shared/base/result.ts';
import type { SerialOpenError, SerialSettings } from '#shared/contract/serial.ts';
import { MODEM_MANAGER, type PortHolders } from './portHolders.ts';

/** What is known of a failed open. */
export interface OpenTrouble {
  readonly path: string;
  readonly platform: string;
  /** The system's error code; null when the system has nothing against the port and the driver failed by itself. */
  readonly code: string | null;
  /** The driver's own words, '' when it was not asked. */
  readonly words: string;
  readonly holders: PortHolders;
  readonly ownPid: number;
  /** The group that may open the device; null when unknown. */
  readonly group: string | null;
  readonly baud: number;
}

/** Turns a failed open into a closed code and a sentence that says what to do. */
export function explainOpenError(trouble: OpenTrouble): Err<SerialOpenError> {
  const { path, code, words } = trouble;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      // Windows answers so when another program has the port.
      return trouble.platform === 'win32' ? busy(trouble) : noPermission(trouble);
    case 'EBUSY':
    case 'EAGAIN':
      return busy(trouble);
    case 'ENOENT':
    case 'ENXIO':
    case 'ENODEV':
    case 'EIO':
      return err('not-found', `${path} is not there. Plug the board in, or choose another port from the list.`);
    case 'ENOTTY':
      return err('bad-path', `${path} is no serial port.`);
    case null:
      return explainDriver(trouble);
    default:
      return err('failed', `${path} could not be opened (${words === '' ? code : words}).`);
  }
}

function explainDriver(trouble: OpenTrouble): Err<SerialOpenError> {
  const { path, words, baud } = trouble;
  // The driver takes an exclusive lock and tells of its failure in words alone. Someone who has the port open is proof
  // enough; the words count where the system does not tell who has what open.
  if (trouble.holders.holders.length > 0 || /cannot lock port/i.test(words)) return busy(trouble);
  if (!COMMON_BAUDS.has(baud)) {
    return err('unsupported', `${path} does not run at ${baud} baud. Choose another speed (${words}).`);
  }
  return err('failed', `${path} could not be opened (${words}).`);
}

const COMMON_BAUDS: ReadonlySet<number> = new Set([
  ...[300, 600, 1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600],
]);

function noPermission({ path, group }: OpenTrouble): Err<SerialOpenError> {
  const name = group ?? 'dialout';
  return err(
    'no-permission',
    `You may not open ${path}. Run "sudo usermod -aG ${name} $USER" to join the ${name} group and log in again, or install the udev rules that come with ModemScope (resources/udev/60-modemscope.rules).`,
    { group: name },
  );
}

function busy({ path, holders, ownPid, platform }: OpenTrouble): Err<SerialOpenError> {
  if (holders.holders.some((holder) => holder.pid === ownPid)) {
    return err('busy', `${path} is already open in this ModemScope, under another name.`, { holder: 'ModemScope' });
  }
  const holder = holders.holders.find(({ name }) => name === MODEM_MANAGER) ?? holders.holders[0];
  if (holder !== undefined && holder.name !== MODEM_MANAGER) {
    return err('busy', `${path} is in use by ${holder.name} (process ${holder.pid}). Close it there and try again.`, {
      holder: holder.name,
      pid: holder.pid,
    });
  }
  if (holder !== undefined || holders.modemManagerRuns) {
    const verb = holder === undefined ? 'is in use, probably by' : 'is in use by';
    return err('busy', `${path} ${verb} ModemManager, which probes every modem. ${MODEM_MANAGER_REMEDY}`, {
      holder: MODEM_MANAGER,
    });
  }
  return err(
    'busy',
    `${path} is in use by another program${platform === 'linux' ? ` (see: fuser -v ${path})` : ''}. Close it there and try again.`,
  );
}

const MODEM_MANAGER_REMEDY =
  'Stop it with "sudo systemctl stop ModemManager", or install the udev rules that come with ModemScope (resources/udev/60-modemscope.rules, ID_MM_DEVICE_IGNORE) and plug the board in again.';

/** What no driver of this platform can do; null when there is nothing against the settings. */
export function unsupportedSettings(settings: SerialSettings, platform: string): Err<'unsupported'> | null {
  if (platform === 'win32') return null;
  if (settings.parity === 'mark' || settings.parity === 'space') {
    return err('unsupported', `${settings.parity} parity works on Windows only. Choose none, even or odd.`);
  }
  if (settings.stopBits === 1.5) return err('unsupported', '1.5 stop bits work on Windows only. Choose 1 or 2.');
  return null;
}
