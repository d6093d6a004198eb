import type { AtDriver, CommandOptions, Outcome } from './atDriver.ts';
import type { BoardSettings } from './boardSettings.ts';

/** One life of the firmware, from reset to reset: what its steps work with. */
export interface BoardRun {
  readonly settings: BoardSettings;
  /** False once the MCU or the modem restarted: steps return as soon as they see it. */
  readonly alive: boolean;
  at(text: string, options?: CommandOptions): Promise<Outcome>;
  /** Ends early when the run ends or something wakes the board. */
  sleep(ms: number): Promise<void>;
  log(level: 'inf' | 'wrn' | 'err', module: string, text: string): void;
  /** A firmware error the user armed is in force. */
  misbehaves(fault: 'ok-is-success' | 'no-apn'): boolean;
}

export interface RunPorts {
  readonly driver: AtDriver;
  readonly after: (ms: number, callback: () => void) => () => void;
}

/** The part of a run that can be ended and woken. */
export interface RunSwitch {
  readonly alive: boolean;
  sleep(ms: number): Promise<void>;
  /** Ends the sleep under way. */
  wake(): void;
  end(): void;
}

export function createRunSwitch(after: RunPorts['after']): RunSwitch {
  let alive = true;
  let wakeUp = (): void => undefined;
  return {
    get alive() {
      return alive;
    },
    sleep(ms) {
      if (!alive) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = after(ms, () => wakeUp());
        wakeUp = () => {
          cancel();
          wakeUp = () => undefined;
          resolve();
        };
      });
    },
    wake: () => wakeUp(),
    end() {
      alive = false;
      wakeUp();
    },
  };
}
