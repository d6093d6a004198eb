import { answer, type CommandHandler, ERROR } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';

/** Who made the modem, which model, firmware and IMEI (V3.00 2.2.11, 2.2.28-31). */
export function identityCommands({ profile, settings }: ModemSession): readonly CommandHandler[] {
  const { manufacturer, model, revision } = profile;
  const says = (name: string, line: string): CommandHandler => ({ name, execute: () => answer(line) });
  const capabilities = '+GCAP: +CGSM,+FCLASS,+DS';
  const names = [`Manufacturer: ${manufacturer}`, `Model: ${model}`, `Revision: ${revision}`];
  const ati = [...names, `IMEI: ${settings.imei}`, capabilities];
  return [
    {
      name: 'I',
      ownCheck: true,
      execute: () => answer(...ati),
      write: ({ args: [value = ''] }) => (/^\d$/.test(value) ? answer(...ati) : ERROR),
    },
    {
      name: '+SIMCOMATI',
      execute: () => answer(...names, 'QCN:', `IMEI: ${settings.imei}`, 'MEID:', capabilities, 'DeviceInfo:'),
    },
    says('+CGMI', manufacturer),
    says('+GMI', manufacturer),
    says('+CGMM', model),
    says('+GMM', model),
    says('+CGMR', profile.cgmrPrefix ? `+CGMR: ${revision}` : revision),
    says('+GMR', revision),
    says('+CGSN', settings.imei),
    says('+GSN', settings.imei),
    says('+GCAP', capabilities),
    { name: '+SIMEI', read: () => answer(`+SIMEI: ${settings.imei}`) },
  ];
}
