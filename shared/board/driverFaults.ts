import type { FaultPoints } from '../modem/faults/faultPoints.ts';
import type { DriverFaults } from './atDriver.ts';

/** Firmware errors, as the armed faults of the group `firmware` want them. */
export function createDriverFaults(faults: FaultPoints): DriverFaults {
  return {
    data(bytes) {
      if (faults.strike('short-data') !== null) return bytes.subarray(0, Math.max(0, bytes.length - 3));
      if (faults.strike('extra-data') === null) return bytes;
      // What most firmware sends too much: the line end its print function adds.
      const more = new Uint8Array(bytes.length + 2);
      more.set(bytes);
      more.set([0x0d, 0x0a], bytes.length);
      return more;
    },
    ignoresPrompt: () => faults.active('prompt-not-awaited') !== null,
    terminator: () => (faults.active('no-terminator') !== null ? '' : '\r'),
    hurries: () => faults.active('command-too-soon') !== null,
  };
}
