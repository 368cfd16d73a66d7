import { isRecord } from '../is-record'
import { checkBatch } from '../network/check-batch'
import type { ParameterBlock } from '../network/parameters'
import { isCount, malformed, readRecord, writeRecord } from '../network/record'
import { checkName, checkRange } from '../plan/check-settings'
import { lossNames } from '../plan/losses'
import { checkUpdate } from '../plan/optimisers'
import { checkSchedule } from '../plan/schedule'
import { show } from '../show'
import type { Numbers } from '../tensor'
import type { Checkpoint, SourcePosition } from './trainer.types'
import { stateLength } from './update-rules'

/** Of the first version there was one rule, one loss and no count: what it lacks cannot be made up. */
const VERSION = 2

/** One flat buffer: to be transferred to the page and kept there, or saved. */
export function toBytes(checkpoint: Checkpoint): ArrayBuffer {
  const { values, updateState, ...meta } = checkpoint
  return writeRecord('checkpoint', { meta, arrays: [values, updateState] })
}

/** Throws SpecError 'malformed' for whatever is not a whole, finite checkpoint. */
export function fromBytes(bytes: ArrayBuffer): Checkpoint {
  const { meta, arrays } = readRecord('checkpoint', bytes)
  if (meta.version !== VERSION) malformed('version', show(meta.version), VERSION)
  if (arrays.length !== 2) malformed('arrays', arrays.length, 2)
  const { step, batch, updateCount, layout } = meta
  if (typeof layout !== 'string') malformed('layout', show(layout), 'text')
  if (!isCount(step)) malformed('step', show(step), 'count')
  if (!isCount(updateCount)) malformed('updateCount', show(updateCount), 'count')
  if (!isCount(batch)) malformed('batch', show(batch), 'count')
  const [values, updateState] = arrays
  return {
    version: VERSION,
    layout,
    step,
    values: checkFinite('values', values),
    updateState: checkFinite('updateState', updateState),
    updateCount,
    loss: checkInside(() => checkName({ en: 'loss', zh: '损失函数' }, meta.loss, lossNames)),
    update: checkInside(() => checkUpdate(meta.update)),
    schedule: checkInside(() => checkSchedule(meta.schedule)),
    l2: checkInside(() => checkRange('l2', meta.l2, 0, Number.MAX_VALUE)),
    batch: checkInside(() => checkBatch(batch)),
    random: readRandom('random', meta.random),
    source: meta.source === null ? null : readPosition(meta.source),
  }
}

/** What the values of a checkpoint are, in their order: 'conv1.weights 10×3×3×3, …'. Equal numbers of numbers are not enough. */
export const layoutOf = ({ entries }: Pick<ParameterBlock, 'entries'>): string =>
  entries.map(({ name, shape }) => `${name} ${shape.join('×')}`).join(', ')

/** Whether a checkpoint belongs to a network with these parameters, and one can go on from it. */
export function checkCheckpoint(checkpoint: Checkpoint, block: ParameterBlock): void {
  const { layout, step, updateCount, values, updateState, update, random, source } = checkpoint
  if (layout !== layoutOf(block)) malformed('layout', show(layout), show(layoutOf(block)))
  if (!isCount(step)) malformed('step', step, 'count')
  if (!isCount(updateCount)) malformed('updateCount', updateCount, 'count')
  if (values.length !== block.values.length) malformed('values', values.length, block.values.length)
  if (values.BYTES_PER_ELEMENT !== block.values.BYTES_PER_ELEMENT) {
    malformed('values', `${values.BYTES_PER_ELEMENT} bytes`, `${block.values.BYTES_PER_ELEMENT} bytes`)
  }
  const states = stateLength(update, block.learnedLength)
  if (updateState.length !== states) malformed('updateState', updateState.length, states)
  if (updateState.BYTES_PER_ELEMENT !== values.BYTES_PER_ELEMENT) {
    malformed('updateState', `${updateState.BYTES_PER_ELEMENT} bytes`, `${values.BYTES_PER_ELEMENT} bytes`)
  }
  checkFinite('values', values)
  checkFinite('updateState', updateState)
  readRandom('random', random)
  if (source) readPosition(source)
}

function readPosition(raw: unknown): SourcePosition {
  if (!isRecord(raw)) malformed('source', typeof raw, 'object')
  const { epoch, cursor } = raw
  if (!isCount(epoch)) malformed('epoch', show(epoch), 'count')
  if (!isCount(cursor)) malformed('cursor', show(cursor), 'count')
  return {
    epoch,
    cursor,
    shuffle: readRandom('shuffle', raw.shuffle),
    augment: readRandom('augment', raw.augment),
  }
}

/** The four 32-bit integers of a generator's state. */
function readRandom(part: string, raw: unknown): number[] {
  const isState =
    Array.isArray(raw) && raw.length === 4 && raw.every((n) => Number.isInteger(n) && n === (n | 0))
  if (!isState) malformed(part, show(raw), 'four integers')
  return [...raw]
}

function checkFinite(part: string, numbers: Numbers): Numbers {
  if (!numbers.every(Number.isFinite)) malformed(part, 'NaN / ∞', 'finite numbers')
  return numbers
}

/** A setting out of range is, in a file, a malformed file. */
function checkInside<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    malformed('settings', error instanceof Error ? error.message : '', 'in range')
  }
}
