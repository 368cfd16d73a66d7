import { configureGlobal } from 'fast-check'

/** `npm run test:all` */
const full = Boolean(process.env.CONVSCOPE_FULL)

/** How many random cases to try, or which: a sample in `npm test`, all of them in `npm run test:all`. */
export const cases = <Cases>(sample: Cases, all: Cases): Cases => (full ? all : sample)

/** Random tests take the same cases each time, so that a failure can be run again. */
configureGlobal({ seed: 20260101 })
