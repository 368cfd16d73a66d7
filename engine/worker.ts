/** The wires of the worker, and nothing else: messages in, slices of work between them, messages out. */
import { fetchBytes } from './data/fetch-bytes'
import { createKernels } from './kernels/index'
import type { Started, ToWorker } from './protocol'
import { createSessions } from './session'

/** Work between two looks at the messages. */
const SLICE_MS = 6
/** The longest sleep: a beat is due once a second. */
const LONGEST_SLEEP_MS = 250

const sessions = createSessions({
  post: (message, transfer) => self.postMessage(message, { transfer }),
  now: () => performance.now(),
  fetchBytes,
  wake,
})

let isQueued = false
let timer: ReturnType<typeof setTimeout> | undefined

function wake(): void {
  if (isQueued) return
  isQueued = true
  clearTimeout(timer)
  queue()
}

function run(): void {
  isQueued = false
  if (sessions.turn(SLICE_MS)) wake()
  else timer = setTimeout(wake, Math.min(sessions.dueIn(), LONGEST_SLEEP_MS))
}

/** Comes back in line with the page's messages. A timer would wait 4 ms each time. */
const queue = 'scheduler' in self ? () => void self.scheduler.postTask(run) : byMessage()

/** For browsers without a scheduler: a message to oneself, which takes the way through another thread. */
function byMessage(): () => void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = run
  return () => port2.postMessage(null)
}

/** A slice runs in a promise's task: what it throws would stop here in silence, and the page would wait for its watchdog. */
self.onunhandledrejection = ({ reason }) => reportError(reason)

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  sessions.receive(data)
  wake()
}

self.postMessage({ type: 'started' } satisfies Started)

// The compiled loops are judged once, before they are used: now, while the page is still on its way to its first wish.
createKernels('auto')
