import type { CommandGroup } from '../../../protocol/at/dictionary/entryTypes.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';

/** What these do has no part in the way from the SIM to the broker. */
const SIDE_GROUPS: ReadonlySet<CommandGroup> = new Set(['identity', 'gnss', 'sms', 'time', 'call', 'file']);

/**
 * The same for commands without an entry, of this family and of others: identity and card numbers, signal and cell reports,
 * addresses, clock, phone book, messages, calls and sound, pins and lamps, positions.
 */
const SIDE_NAMES: readonly RegExp[] = [
  /^\+G(?:SN|MM|MI|MR|CAP|OI)$/,
  /^\+(?:Q?CCID|ICCID|CNUM|CSUB|CLAC|SIMEI|QGMR|QINISTAT|CPAS|CIND|CCVM)$/,
  /^\+(?:CESQ|QCSQ|QNWINFO|CNWINFO|QENG|QSPN|CENG|CNETSCAN|CELLIST|CSERVINFO|MONI|SMONI|CCINFO|CPLMNWLIST)$/,
  /^\+(?:CIFSR|CIPSTAT(?:US)?|CGCONTRDP|CGSCONTRDP|CNACTCFG|CADC|CBAND)$/,
  /^\+(?:CLTS|QLTS|QNTP|CTBURST|CLBS\w*|QGPS\w*|CGNS\w*|CAGPS|CGPS\w*|QAGPS\w*)$/,
  /^\+(?:CPB\w|CSMS|CSMP|CSCB|CSDH|CMSS|CNMA|CSAS|CRES|CMGHEX)$/,
  /^\+(?:CLVL|CMIC|CRSL|CALM|CSDVC|CMUT|VTS|CTTS|CREC|CCMXPLAY\w*|CLIR|CCWA|CVHU|CTEC)$/,
  /^\+(?:CGPIO|CGDRT|CGSETV|CGGETV|SLEDS|CSGS|CNETLIGHT|CLED|CFGRI|CSLCK|CDELTA)$/,
  /^[LMTPX]$/,
];

/** It asks, or it does what no connection depends on: its failure explains no other. */
export function isSideCommand({ name, form, entry }: Transaction): boolean {
  if (form === 'read' || form === 'test') return true;
  if (entry !== null) return SIDE_GROUPS.has(entry.group);
  return name !== null && SIDE_NAMES.some((pattern) => pattern.test(name));
}
