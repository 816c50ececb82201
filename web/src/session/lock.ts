// The refresh token is good for one use: whoever touches the cookie does it alone.
const NAME = "petshop-refresh";

/** Work is told whether it had to wait for another tab. */
export type Exclusive = <T>(work: (waited: boolean) => Promise<T>) => Promise<T>;

/** A lock over all tabs of this origin; over this tab where the browser has no locks (plain http off localhost). */
export function createLock(): Exclusive {
  const inTab = createTabLock();
  return (work) => {
    const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
    return locks ? acrossTabs(locks, work) : inTab(work);
  };
}

async function acrossTabs<T>(locks: LockManager, work: (waited: boolean) => Promise<T>): Promise<T> {
  const first = await locks.request(NAME, { ifAvailable: true }, async (lock) =>
    lock ? { result: await work(false) } : undefined,
  );
  return first ? first.result : locks.request(NAME, () => work(true));
}

function createTabLock(): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  let busy = 0;
  return (work) => {
    const waited = busy > 0;
    busy += 1;
    const run = last.then(() => work(waited)).finally(() => (busy -= 1));
    last = run.catch(() => undefined);
    return run;
  };
}
