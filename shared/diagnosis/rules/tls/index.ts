import type { Rule } from '../../types.ts';
import { handshake } from './handshake.ts';
import { noCertificate } from './noCertificate.ts';
import { plainToTlsPort } from './plainToTlsPort.ts';
import { sniOff } from './sniOff.ts';

/** Causes before symptoms. */
export const TLS_RULES: readonly Rule[] = [sniOff, plainToTlsPort, noCertificate, handshake];
