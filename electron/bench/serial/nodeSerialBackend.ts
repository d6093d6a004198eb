import { assertNever } from '#shared/base/assertNever.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { BenchFiles } from '../benchDeps.ts';
import { openDevicePort } from './devicePort.ts';
import { setLinesOnLinux } from './linuxLines.ts';
import { listPorts } from './listPorts.ts';
import { openPlayerPort } from './playerPort.ts';
import { createPortProbe } from './portProbe.ts';
import type { SerialBackend } from './serialBackend.ts';
import { loadSerialDriver } from './serialDriver.ts';
import { parseSerialPath } from './serialPath.ts';
import { openTcpPort } from './tcpPort.ts';

export interface NodeSerialBackendDeps {
  readonly clock: Clock;
  readonly files: Pick<BenchFiles, 'readText'>;
  /** `process.platform`. */
  readonly platform: string;
}

/** The serial ports of this machine, and what can stand for one: a TCP connection, a recorded capture. */
export function createNodeSerialBackend({ clock, files, platform }: NodeSerialBackendDeps): SerialBackend {
  const device = {
    ...{ clock, platform, probe: createPortProbe(platform) },
    ...{ loadDriver: loadSerialDriver, setLines: setLinesOnLinux },
  };
  return {
    list: () => listPorts(device),
    async open({ path, settings, loop }) {
      const target = parseSerialPath(path, platform);
      if (!target.ok) return target;
      switch (target.value.type) {
        case 'device':
          return openDevicePort(device, target.value.path, settings);
        case 'tcp':
          return openTcpPort({ clock }, target.value.host, target.value.port);
        case 'player':
          return openPlayerPort({ clock, files }, target.value.file, loop);
        default:
          return assertNever(target.value, 'serial path');
      }
    },
  };
}
