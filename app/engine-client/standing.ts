import type { Calls, CheckpointMade, ToWorker, TrainSettings } from '../../engine/protocol'

/** A checkpoint that was kept on this side of the border. */
export interface KeptCheckpoint {
  readonly step: number
  readonly bytes: ArrayBuffer
  /** Its place in the data belongs to the set in use now. */
  readonly samePlace: boolean
}

/** What a session has asked for and still wants: all that a fresh worker must be told to go on where the last one died. */
export interface Standing {
  open: Calls['open']['ask'] | null
  data: Calls['data']['ask'] | null
  picture: Calls['look']['ask'] | null
  training: { on: boolean; settings: TrainSettings } | null
  watch: Extract<ToWorker, { type: 'watch' }> | null
  checkpointEvery: number | null
  checkpoint: KeptCheckpoint | null
}

export const createStanding = (): Standing => ({
  open: null,
  data: null,
  picture: null,
  training: null,
  watch: null,
  checkpointEvery: null,
  checkpoint: null,
})

/** Notes what a call changes; gives back how to undo it, for the case that the worker refuses. */
export function noteCall<Name extends keyof Calls>(
  standing: Standing,
  call: Name,
  ask: Calls[Name]['ask'],
): () => void {
  const { open, data, training, checkpoint } = standing
  note(standing, { call, ask } as Asked)
  const noted = { ...standing }
  return () => {
    // Data that could not be had stay wished for.
    if ((call === 'open' || call === 'edit') && standing.open === noted.open) {
      Object.assign(standing, { open, data, training, checkpoint })
    }
    if (call === 'train' && standing.training === noted.training) standing.training = training
  }
}

type Asked = { [Name in keyof Calls]: { call: Name; ask: Calls[Name]['ask'] } }[keyof Calls]

function note(standing: Standing, asked: Asked): void {
  switch (asked.call) {
    case 'open':
      Object.assign(standing, { open: asked.ask, data: null, training: null, checkpoint: null })
      return
    case 'edit':
      if (standing.open) standing.open = { ...withoutWeights(standing.open), spec: asked.ask.spec }
      standing.checkpoint = null
      return
    case 'data':
      standing.data = asked.ask
      if (standing.checkpoint && !asked.ask.resume)
        standing.checkpoint = { ...standing.checkpoint, samePlace: false }
      return
    case 'train':
      standing.training = asked.ask
      return
    case 'step':
      if (standing.training) standing.training = { ...standing.training, on: false }
      return
    case 'look':
      standing.picture = asked.ask
      return
    case 'close':
      Object.assign(standing, createStanding())
      return
    case 'evaluate':
    case 'measureStep':
    case 'measureLayer':
    case 'checkpoint':
      return
    default:
      asked satisfies never
  }
}

/** Only checkpoints that were made after the data in use had come know their place in them. */
export function noteCheckpoint(standing: Standing, made: CheckpointMade, dataReady: boolean): KeptCheckpoint {
  const kept = { step: made.step, bytes: made.bytes, samePlace: dataReady }
  standing.checkpoint = kept
  return kept
}

/** The wishes in the order in which a fresh worker is told them. Bytes are copied, not transferred: they may be needed again. */
export function replay(standing: Standing): readonly Replayed[] {
  const { open, data, picture, training, checkpoint } = standing
  if (!open) return []
  const settings = training?.settings ?? open.settings
  const reopened = checkpoint
    ? { ...withoutWeights(open), settings, checkpoint: checkpoint.bytes }
    : { ...open, settings }
  const resume = checkpoint ? checkpoint.samePlace : (data?.resume ?? false)
  return [
    { call: 'open', ask: reopened },
    ...(data ? [{ call: 'data' as const, ask: { ...data, resume } }] : []),
    ...(picture ? [{ call: 'look' as const, ask: picture }] : []),
    ...(training ? [{ call: 'train' as const, ask: training }] : []),
  ]
}

type Replayed = Extract<Asked, { call: 'open' | 'data' | 'look' | 'train' }>

/** The weights a network was opened with are the checkpoint's business once there is one. */
function withoutWeights(ask: Calls['open']['ask']): Calls['open']['ask'] {
  const { weights: _weights, checkpoint: _checkpoint, ...rest } = ask
  return rest
}
