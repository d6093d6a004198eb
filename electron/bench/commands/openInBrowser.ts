import { spawn } from 'node:child_process';

/** The program that opens a web address with whatever the user prefers; undefined where there is no screen to open it on. */
export function browserCommand(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  url: string,
): readonly [program: string, ...args: string[]] | undefined {
  switch (platform) {
    case 'darwin':
      return ['open', url];
    case 'win32':
      // Not `start`: the command shell reads & and % in the address.
      return ['rundll32', 'url.dll,FileProtocolHandler', url];
    default:
      return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', url] : undefined;
  }
}

/** Opens an address in the user's browser. That it cannot is no trouble: the address is printed, too. */
export function openInBrowser(url: string): void {
  const command = browserCommand(process.platform, process.env, url);
  if (command === undefined) return;
  const [program, ...args] = command;
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}
