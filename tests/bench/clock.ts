/** Milliseconds from some moment on. */
export interface Clock {
  readonly name: string
  now(): number
}

/** In a browser nothing else is to be had. */
const wall: Clock = { name: 'wall clock', now: () => performance.now() }

/**
 * In Node the time that this process has computed, so that a busy machine matters less. Every engine runs on one thread; what
 * V8's own threads do for it (collecting garbage, compiling) counts.
 */
export const clock: Clock =
  typeof process !== 'undefined' && typeof process.cpuUsage === 'function'
    ? {
        name: 'CPU time of the process',
        now() {
          const { user, system } = process.cpuUsage()
          return (user + system) / 1000
        },
      }
    : wall
