import { answer, type CommandHandler, failed, OK, type Reply } from '../../reply.ts';
import { CCH_ERROR, type CchError } from '../../session/cch/cchErrors.ts';
import type { CchService } from '../../session/cch/cchService.ts';
import type { CchSession, CchTarget } from '../../session/cch/cchSession.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import type { SslContexts } from '../../session/ssl/sslContexts.ts';

/** AT+CCHOPEN and AT+CCHCLOSE (V3.00 10.2). */
export function sessionCommands(
  session: ModemSession,
  service: CchService,
  contexts: SslContexts,
): readonly CommandHandler[] {
  const { urc } = session;
  const { sessions, settings } = service;

  const listed = ({ slot, target }: CchSession): string =>
    target === null || slot.state === 'opening'
      ? `+CCHOPEN: ${slot.number},"",,,`
      : `+CCHOPEN: ${slot.number},"${target.host}",${target.port},${target.tls === null ? 1 : 2},`;

  /** What to dial; null: the certificates its context asks for are not there. */
  const targetOf = ({ config }: CchSession, host: string, port: number, tls: boolean): CchTarget | null => {
    if (!tls) return { host, port, tls: null };
    const request = contexts.request(config.context ?? 0, host);
    return request.ok ? { host, port, tls: request.value } : null;
  };
  const open = (found: CchSession, host: string, port: number, tls: boolean): Reply => {
    const { number } = found.slot;
    const target = targetOf(found, host, port, tls);
    const dial = (done: (error: CchError) => void): void => {
      if (target !== null) {
        found.open(target, done);
        return;
      }
      found.drop();
      session.after(0, () => done(CCH_ERROR.certificates));
    };
    if (!settings.transparent) {
      dial((error) => urc(`+CCHOPEN: ${number},${error}`));
      return OK;
    }
    return {
      kind: 'wait',
      start(give) {
        dial((error) => {
          const { channel } = found.slot;
          if (error !== CCH_ERROR.none || channel === null) give({ kind: 'final', text: 'CONNECT FAIL' });
          else give({ kind: 'transparent', connect: `CONNECT ${session.baud}`, channel });
        });
        return undefined;
      },
    };
  };

  return [
    {
      name: '+CCHOPEN',
      read: () => answer(...sessions.map(listed)),
      write({ args: [number = '', host = '', port = '', type = ''] }) {
        const refuse = (error: CchError): Reply => failed(`+CCHOPEN: ${Number(number)},${error}`);
        const found = sessions[Number(number)];
        if (service.state !== 'running') return refuse(CCH_ERROR.state);
        // Only session 0 can be transparent (A7600 SSL note, 3.6).
        if (found === undefined || (settings.transparent && found.slot.number !== 0))
          return refuse(CCH_ERROR.parameter);
        const { state } = found.slot;
        if (state === 'opening' || state === 'closing') return refuse(CCH_ERROR.busy);
        if (state !== 'free') return refuse(CCH_ERROR.state);
        return open(found, host, Number(port), type === '' || Number(type) === 2);
      },
    },
    {
      name: '+CCHCLOSE',
      write({ args: [number = ''] }) {
        const found = sessions[Number(number)];
        const refuse = (error: CchError): Reply => failed(`+CCHCLOSE: ${Number(number)},${error}`);
        if (found === undefined || found.slot.state === 'free') return refuse(CCH_ERROR.state);
        if (found.slot.state === 'opening' || found.slot.state === 'closing') return refuse(CCH_ERROR.busy);
        found.close(() => urc(`+CCHCLOSE: ${Number(number)},0`));
        return OK;
      },
    },
  ];
}
