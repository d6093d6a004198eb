import { interfaceOf, type PortFacts, usbIds } from '#shared/model/portIdentity.ts';

/**
 * Where a port that went away is now. USB ports get numbers in the order they appear: after a replug, ttyUSB2 may be
 * another interface, or another device. `was`: what the system told of the port; `taken`: paths others have open. Null:
 * it is not there (yet).
 */
export function findAgain(was: PortFacts, now: readonly PortFacts[], taken: ReadonlySet<string>): string | null {
  const usb = usbIds(was);
  if (usb === undefined) return now.some(({ path }) => path === was.path) ? was.path : null;
  const same = now.filter((port) => {
    const ids = usbIds(port);
    return (
      ids?.vid === usb.vid &&
      ids.pid === usb.pid &&
      port.serialNumber === was.serialNumber &&
      interfaceOf(port) === interfaceOf(was) &&
      !taken.has(port.path)
    );
  });
  // Two alike without serial numbers: the one in the old place, else the first.
  return (same.find(({ path }) => path === was.path) ?? same[0])?.path ?? null;
}
