/**
 * Gives each frame to one of those who want to draw, in turn: three lists that all change all the time are then each drawn
 * at a third of the frame rate, more often than anyone can read, and none of them costs the window a frame. `request` is
 * requestAnimationFrame; what a callback throws goes to `report` and keeps no other from its turn.
 */
export function createFrameScheduler(
  request: (draw: () => void) => void,
  report: (error: unknown) => void,
): (callback: () => void) => void {
  const due: (() => void)[] = [];
  const draw = (): void => {
    const callback = due.shift();
    if (due.length > 0) request(draw);
    try {
      callback?.();
    } catch (error) {
      report(error);
    }
  };
  return (callback) => {
    due.push(callback);
    if (due.length === 1) request(draw);
  };
}
