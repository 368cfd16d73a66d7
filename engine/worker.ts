/** The wires of the worker, and nothing else: messages in, slices of work between them, messages out. */
import { fetchBytes } from './data/fetch-bytes'
import type { ToWorker } from './protocol'
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

// A message to oneself comes back at once and in line with the page's; a timer would wait 4 ms each time.
const { port1, port2 } = new MessageChannel()
let isQueued = false
let timer: ReturnType<typeof setTimeout> | undefined

function wake(): void {
  if (isQueued) return
  isQueued = true
  clearTimeout(timer)
  port2.postMessage(null)
}

port1.onmessage = () => {
  isQueued = false
  if (sessions.turn(SLICE_MS)) wake()
  else timer = setTimeout(wake, Math.min(sessions.dueIn(), LONGEST_SLEEP_MS))
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  sessions.receive(data)
  wake()
}
