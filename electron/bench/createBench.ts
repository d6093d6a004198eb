import type { Unsubscribe } from '#shared/base/emitter.ts';
import { ok } from '#shared/base/result.ts';
import type { BenchState } from '#shared/contract/bench.ts';
import type { CommandHandlers, StreamHandlers } from '#shared/contract/contract.ts';
import type { EventListener } from '#shared/rpc/serveWire.ts';
import type { BenchDeps } from './benchDeps.ts';
import { createKeptBroker } from './broker/createKeptBroker.ts';
import { createBridgeService } from './brokerBridge/createBridgeService.ts';
import type { CaptureLog } from './capture/captureLog.ts';
import { createCaptureLog } from './capture/createCaptureLog.ts';
import { createRowStream } from './capture/rowStream.ts';
import { createChangeBeat } from './changeBeat.ts';
import { createConsoleService } from './console/createConsoleService.ts';
import { createSetupService } from './console/createSetupService.ts';
import { createConversationService } from './conversation/createConversationService.ts';
import { createDiagnosisService } from './diagnosis/createDiagnosisService.ts';
import { createSimulator } from './modem/createSimulator.ts';
import { createLinkProfiles } from './modem/linkProfiles.ts';
import { createProxyService } from './proxy/createProxyService.ts';
import { createSequenceService } from './sequence/createSequenceService.ts';
import { createSerialService } from './serial/createSerialService.ts';
import { createSettingsService } from './settings/createSettingsService.ts';
import { createStatePublisher } from './statePublisher.ts';
import { createUartMqtt } from './uartMqtt/createUartMqtt.ts';

/** The bench without any window: what a host serves over its wires. */
export interface Bench {
  readonly commands: CommandHandlers;
  readonly streams: StreamHandlers;
  readonly log: CaptureLog;
  onEvent(listener: EventListener): Unsubscribe;
  /** Closes ports, clients and listeners and writes what is unsaved. Bounded in time. */
  close(): Promise<void>;
}

/** Builds a bench from what its host hands in. Opens nothing yet: no port, no listener. */
export async function createBench(deps: BenchDeps): Promise<Bench> {
  const { clock, files, dataDir } = deps;
  const startedAt = clock.wall() - clock.now() / 1000;
  const log = createCaptureLog({ clock, limits: deps.limits });
  const onChange = (): void => publisher.stateChanged();

  const links = createLinkProfiles();
  const keptBroker = createKeptBroker({
    ...{ clock, log, onChange, files, dataDir, link: () => links.profile('broker') },
    dialled: () => diagnosis.lastDial(),
  });
  const broker = keptBroker.service;
  const simulator = createSimulator({
    ...{ clock, random: Math.random, network: deps.network, links },
    brokerAddress: () => broker.state().address,
    onChange: (state) => publisher.simulatorChanged(state),
  });
  const serial = createSerialService({
    clock,
    log,
    backend: simulator.over(deps.serial),
    sampleCaptures: deps.sampleCaptures,
    onChange,
  });
  const console = createConsoleService({ clock, log, attachLocal: broker.attachConsole, onChange });
  const bridge = createBridgeService({
    ...{ clock, log, attachLocal: broker.attachBridge, onChange: () => bridgeBeat.touch() },
    // Connections through a proxy are of role device, too, and lead elsewhere.
    isOwnClient: (clientId, since) =>
      log
        .links()
        .some(
          (link) =>
            link.role === 'device' && link.clientId === clientId && link.openedAt >= since && !proxy.holds(link.id),
        ),
  });
  const proxy = createProxyService({ clock, log, onChange: () => proxyBeat.touch() });
  const settings = createSettingsService({
    files,
    dataDir,
    clock,
    onChange: (current) => publisher.settingsChanged(current),
    note: (text) => log.note('warning', text),
  });

  const snapshot = (): BenchState => ({
    now: clock.now(),
    serial: [...serial.state()],
    broker: broker.state(),
    console: console.state(),
    log: log.stats(),
  });
  const publisher = createStatePublisher({ clock, snapshot, lastSeq: () => log.lastSeq });
  const proxyBeat = createChangeBeat({
    clock,
    publish: () => publisher.proxiesChanged(proxy.state()),
    counted: proxy.counted,
  });
  const bridgeBeat = createChangeBeat({
    clock,
    publish: () => publisher.bridgeChanged(bridge.state()),
    counted: bridge.counted,
  });
  const stopLinks = log.onLink(publisher.linkChanged);
  const uartMqtt = createUartMqtt({ clock, log });
  const diagnosis = createDiagnosisService({
    clock,
    log,
    brokerAddresses: () => [broker.state().address, ...simulator.brokerNames()].filter((address) => address !== ''),
    onDiagnosis: publisher.diagnosisChanged,
    onModems: publisher.modemsChanged,
    onSignal: publisher.signalSampled,
  });
  const sequences = createSequenceService({
    clock,
    log,
    send: serial.handlers['serial.send'],
    isOpen: (link) => serial.state().some((each) => each.link === link && each.state === 'open'),
    onChange: publisher.sequenceChanged,
  });
  await Promise.all([settings.load(), keptBroker.load()]);
  console.restoreSubscriptions(settings.current().subscriptions);

  return {
    log,
    commands: {
      'bench.info': () => ok({ ...deps.info, startedAt }),
      'bench.state': () => ok(snapshot()),
      'log.links': () => ok({ links: [...log.links()] }),
      'log.mark': ({ text }) => ok({ seq: log.note('mark', text) }),
      ...serial.handlers,
      ...keptBroker.handlers,
      ...console.handlers,
      ...proxy.handlers,
      ...bridge.handlers,
      ...createConversationService({ log, clock }).handlers,
      ...settings.handlers,
      ...createSetupService({
        settings: settings.current,
        change: settings.handlers['settings.set'],
        async subscribe(subscriptions) {
          const asked = await console.handlers['console.subscribe']({ subscriptions: [...subscriptions] });
          // Without a connection they wait for the next one.
          if (!asked.ok) console.restoreSubscriptions(subscriptions);
        },
      }),
      ...diagnosis.handlers,
      ...sequences.handlers,
      ...simulator.handlers({
        ...{ serial: serial.handlers, console: console.handlers },
        subscriptions: () => console.state().subscriptions.length,
      }),
    },
    streams: { 'log.rows': createRowStream({ log, clock }) },
    onEvent: publisher.onEvent,
    async close() {
      sequences.close();
      // The console before the others: its goodbye still wants a broker. Settings last: what the others did may change them.
      await Promise.all([console.close(), bridge.close()]);
      bridgeBeat.close();
      await Promise.all([serial.close(), proxy.close(), broker.close()]);
      proxyBeat.close();
      simulator.close();
      await settings.close();
      uartMqtt.close();
      diagnosis.close();
      stopLinks();
      publisher.close();
    },
  };
}
