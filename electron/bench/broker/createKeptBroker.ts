import type { BenchFiles } from '#bench/benchDeps.ts';
import { ok } from '#shared/base/result.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { brokerRoutes, type Dialled } from '#shared/reachability/brokerRoutes.ts';
import { createAccess } from './access/createAccess.ts';
import { type BrokerService, type BrokerServiceOptions, createBrokerService } from './createBrokerService.ts';
import { certificateNames, type LanAddress, lanAddresses } from './lanAddresses.ts';
import { createStoreKeeper } from './store/createStoreKeeper.ts';
import { createCertificateStore } from './tls/createCertificateStore.ts';

export interface KeptBrokerOptions extends Omit<BrokerServiceOptions, 'access' | 'keeper' | 'identity'> {
  readonly files: BenchFiles;
  readonly dataDir: string;
  /** What the modem on the serial line dialled last; null when nothing was seen. */
  readonly dialled: () => Dialled | null;
  readonly lan?: () => readonly LanAddress[];
}

/** The broker with what it keeps in the data folder: users and rules, certificates, retained messages and sessions. */
export interface KeptBroker {
  readonly service: BrokerService;
  readonly handlers: Pick<CommandHandlers, Extract<keyof CommandHandlers, `broker.${string}`>>;
  /** Reads who may do what. Before the first start. */
  load(): Promise<void>;
}

export function createKeptBroker(options: KeptBrokerOptions): KeptBroker {
  const { files, dataDir, clock, log, dialled, lan = lanAddresses } = options;
  const note = (text: string): void => void log.note('warning', text);
  const access = createAccess({ files, dataDir, note, onChange: () => service.accessChanged() });
  const keeper = createStoreKeeper({ files, dataDir, clock, note, wanted: () => access.current().persist });
  const certificates = createCertificateStore({ files, dataDir, wall: clock.wall, names: () => certificateNames() });
  const service = createBrokerService({ ...options, access, keeper, identity: certificates.identity });

  return {
    service,
    load: access.load,
    handlers: {
      ...service.handlers,
      ...access.handlers,
      'broker.certificate': () => certificates.describe(),
      'broker.renew-certificate': certificates.renew,
      'broker.routes': () => {
        const dial = dialled();
        const addresses = lan();
        const { addresses: listens = { tcp: '', tls: '', ws: '', wss: '' } } = service.state();
        const routes = brokerRoutes({ dialled: dial, lan: addresses, listens });
        return ok({
          dialled: dial?.address ?? '',
          lan: addresses.map((each) => ({ ...each })),
          routes: routes.map((route) => ({ ...route, values: [...route.values] })),
        });
      },
    },
  };
}
