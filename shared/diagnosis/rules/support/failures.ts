import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { isRegistered, registrationReports } from './registrationReports.ts';
import { hasFailed } from './select.ts';

/** Commands that transmit. */
const NETWORK =
  /^\+(?:CGACT|CGATT|COPS|NETOPEN|CIP(?:OPEN|START|SEND)|CMQTT(?:START|CONNECT|PUB|SUB|UNSUB)|CCH(?:OPEN|SEND)|HTTPACTION|CDNSGIP|CPING|CNTP|CHTPUPDATE|CMGS)$|^D$/;

/** The command needs the network: it acts, and does not only ask. */
export const needsNetwork = ({ name, form }: Transaction): boolean =>
  name !== null && form !== 'read' && form !== 'test' && NETWORK.test(name);

/** Commands that need the network and failed, in order. */
export const networkFailures = (capture: Capture): readonly Transaction[] =>
  capture.transactions.filter((transaction) => needsNetwork(transaction) && hasFailed(transaction));

/** Something that needs the network failed after that moment, or the modem said it is not registered. */
export const failsAfter = (capture: Capture, t: number): boolean =>
  networkFailures(capture).some((transaction) => transaction.t >= t) ||
  registrationReports(capture).some(({ event, stat }) => event.t >= t && !isRegistered(stat));
