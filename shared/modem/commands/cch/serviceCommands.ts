import { answer, type CommandHandler, ERROR, OK, type Reply } from '../../reply.ts';
import { CCH_ERROR, type CchError } from '../../session/cch/cchErrors.ts';
import type { CchService } from '../../session/cch/cchService.ts';
import type { ModemSession } from '../../session/modemSession.ts';

/** AT+CCHSTART, CCHSTOP, CCHSET, CCHMODE, CCHADDR (V3.00 10.2). The families tell the result before or after OK. */
export function serviceCommands({ profile, urc }: ModemSession, service: CchService): readonly CommandHandler[] {
  const { settings } = service;
  const late = (name: string, run: (done: (error: CchError) => void) => void): Reply => {
    if (profile.serviceResult === 'after-ok') {
      run((error) => urc(`${name}: ${error}`));
      return OK;
    }
    return {
      kind: 'wait',
      start(give) {
        run((error) => {
          if (error === CCH_ERROR.none) {
            give(answer(`${name}: ${error}`));
          } else {
            // A failure is told after OK by both.
            give(OK);
            urc(`${name}: ${error}`);
          }
        });
        return undefined;
      },
    };
  };

  return [
    {
      name: '+CCHSTART',
      execute: () => (service.state === 'stopped' ? late('+CCHSTART', service.start) : ERROR),
    },
    {
      name: '+CCHSTOP',
      execute: () =>
        service.state === 'running' ? late('+CCHSTOP', (done) => service.stop(() => done(CCH_ERROR.none))) : ERROR,
    },
    {
      name: '+CCHSET',
      read: () => answer(`+CCHSET: ${Number(settings.reportSend)},${Number(settings.kept)}`),
      write({ args: [report = '', kept = ''] }) {
        if (service.state !== 'stopped') return ERROR;
        settings.reportSend = Number(report) === 1;
        settings.kept = Number(kept) === 1;
        return OK;
      },
    },
    {
      name: '+CCHMODE',
      read: () => answer(`+CCHMODE: ${Number(settings.transparent)}`),
      write({ args: [mode = ''] }) {
        if (service.state !== 'stopped') return ERROR;
        settings.transparent = Number(mode) === 1;
        return OK;
      },
    },
    {
      name: '+CCHADDR',
      execute: () => (service.state === 'running' ? answer(`+CCHADDR: ${service.address}`) : ERROR),
    },
  ];
}
