import type { Rule } from '../../types.ts';
import { connectFailed } from './connectFailed.ts';
import { dns } from './dns.ts';
import { tcpFailed } from './failed.ts';
import { privateAddress } from './privateAddress.ts';

/** Causes before symptoms: an address nobody can reach is why the connection fails. */
export const TCP_RULES: readonly Rule[] = [privateAddress, dns, connectFailed, tcpFailed];
