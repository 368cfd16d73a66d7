import type { EngineClient } from '../engine-client'
import type { SessionEvents } from '../engine-client/session'
import type { LabConnection } from './lab-engine.types'

/** A Lab's session with an engine that serves it alone. */
export const connectTo = (client: EngineClient, events: SessionEvents): LabConnection => ({
  session: client.session(events),
  another: client.session,
  restart: client.restart,
  dispose: client.dispose,
})
