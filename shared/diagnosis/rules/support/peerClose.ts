import type { SerialEvent } from '../../types.ts';
import { wholeNumber } from './select.ts';

/** The modem says that the other end closed a socket: `+IPCLOSE: 0,1`, `CLOSED`, `+CCH_PEER_CLOSED: 0` … */
export const isPeerClose = ({ row, name, fields, text }: SerialEvent): boolean =>
  row.dir === 'rx' &&
  ((name === '+IPCLOSE' && fields[1] === '1') ||
    name === '+CCH_PEER_CLOSED' ||
    name === '+HTTP_PEER_CLOSED' ||
    (text === 'CLOSED' && row.kind !== 'echo') ||
    CLOSED.test(text));

const CLOSED = /^(\d), ?CLOSED$/;

/** The same of one socket; `CLOSED` alone is said of the only one. */
export function closesSocket(event: SerialEvent, socket: number): boolean {
  if (!isPeerClose(event) || event.name === '+HTTP_PEER_CLOSED') return false;
  const number = wholeNumber(CLOSED.exec(event.text)?.[1] ?? event.fields[0]);
  return number === null || number === socket;
}
