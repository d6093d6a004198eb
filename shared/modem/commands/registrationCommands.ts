import { answer, type CommandHandler, OK } from '../reply.ts';
import { DOMAINS, type Registration } from '../session/registration.ts';

/** Registration in the three domains: the answer has `<n>` first, the report has not (V3.00 4.2.1, 4.2.16, 8.2.1). */
export function registrationCommands(registration: Registration): readonly CommandHandler[] {
  return DOMAINS.map(
    (name): CommandHandler => ({
      name,
      read: () => answer(`${name}: ${registration.reports(name)},${registration.fields(name)}`),
      write({ args: [n = '0'] }) {
        registration.setReports(name, Number(n));
        return OK;
      },
      execute() {
        registration.setReports(name, 0);
        return OK;
      },
    }),
  );
}
