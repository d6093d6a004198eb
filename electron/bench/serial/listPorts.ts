import { listLinuxPorts, type PortListing } from './linuxPorts.ts';
import type { SerialDriver } from './serialDriver.ts';

export interface ListPortsDeps {
  readonly platform: string;
  readonly loadDriver: () => Promise<SerialDriver>;
}

/** The serial ports of this machine. Never throws: what could not be read is said in the warning. */
export async function listPorts({ platform, loadDriver }: ListPortsDeps): Promise<PortListing> {
  // The driver's own list spawns udevadm on Linux; where that is missing, the error ends the process.
  if (platform === 'linux') return listLinuxPorts({ sys: '/sys', dev: '/dev' });
  try {
    const driver = await loadDriver();
    return { ports: await driver.list(), warning: '' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ports: [], warning: `The serial ports could not be listed (${reason}). Type the path of the port.` };
  }
}
